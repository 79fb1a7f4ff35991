/** The answers to what an operator requested: successes are shown in passing, failures have to be read. */
import { BackupId, Quantities, type CheckReport } from "@camunda-backup/core"
import { Result } from "effect"
import { refusedOf } from "../confirmation/createWording.ts"
import { factsKey, type Doing, type Model } from "../model/Model.ts"
import type { MsgOf } from "../model/Msg.ts"
import { askLists } from "./askLists.ts"
import { notice } from "./notice.ts"
import { readAgain } from "./told.ts"
import { type Updated, toast } from "./Updated.ts"

export const checked = (model: Model, report: CheckReport): Model => ({
  ...model,
  check: { report, running: false }
})

/** A server that makes no plans (Camunda's own) is not a failure: the names are then guessed from the newest backup. */
export const planned = (model: Model, { answer, backupId }: MsgOf<"Planned">): Model =>
  awayFromRefused({
    ...model,
    planned: Result.isSuccess(answer) ? { key: BackupId.format(backupId), plans: answer.success } : null
  })

/** When the plan refuses something, the key that is pressed without reading takes nothing. */
const awayFromRefused = (model: Model): Model => {
  const { dialog } = model
  return dialog?._tag === "Confirmation" &&
    dialog.kind === "create" &&
    dialog.focus === "go" &&
    refusedOf(model, dialog).size > 0
    ? { ...model, dialog: { ...dialog, focus: "back" } }
    : model
}

export const saved = (model: Model, { answer }: MsgOf<"Saved">): Model =>
  Result.match(answer, {
    onSuccess: ({ folder, name }) => toast(model, "ok", `Saved as ${name}, in ${folder}.`),
    onFailure: (reason) => toast(model, "bad", `The screen was not saved: ${reason}`)
  })

/** What was done shows immediately, not at the next refresh. */
const look = (model: Model): Updated => askLists(model)

export const created = (model: Model, answer: MsgOf<"Created">["created"]): Updated => {
  if (Result.isFailure(answer)) return look(notice(model, "No backup was started", [answer.failure.message]))
  const { backupId, outcomes } = answer.success
  const id = BackupId.format(backupId)
  const begun = outcomes.flatMap(({ component, result }) => (Result.isSuccess(result) ? [component] : []))
  const refused = outcomes.flatMap(({ component, result }) =>
    Result.isFailure(result) ? [`${component}: ${result.failure.message}`] : []
  )
  const snapshots = outcomes.flatMap(({ result }) => (Result.isSuccess(result) ? result.success : []))
  const told =
    begun.length === 0
      ? model
      : toast(
          model,
          "ok",
          `Backup ${id} is being taken: ${begun.join(" and ")}, ${Quantities.count(snapshots.length, "snapshot")}.`
        )
  const title = begun.length === 0 ? "No backup was started" : "Not every component was started"
  const next = refused.length === 0 ? told : notice(told, title, refused)
  return look({ ...next, list: { ...next.list, want: begun.length === 0 ? null : id } })
}

const past: Readonly<Record<Doing, string>> = {
  delete: "is deleted",
  cancel: "is being stopped",
  resume: "continues"
}

const failed: Readonly<Record<Doing, string>> = {
  delete: "It was not deleted",
  cancel: "It was not cancelled",
  resume: "It was not resumed"
}

export const done = (model: Model, { answer, backupId, component, doing }: MsgOf<"Done">): Updated => {
  const id = BackupId.format(backupId)
  const key = factsKey(component, id)
  const told = { ...model, doing: new Map([...model.doing].filter(([x]) => x !== key)) }
  const next = model.options.paged ? readAgain(told, { component, backupId }) : told
  return look(
    Result.match(answer, {
      onSuccess: () => toast(next, "ok", `${component} ${id} ${past[doing]}.`),
      onFailure: (error) => notice(next, failed[doing], [`${component} ${id}: ${error.message}`])
    })
  )
}
