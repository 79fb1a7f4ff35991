/** What became of restores and drills: begun, under way, ended. */
import {
  Restore,
  type RestoreId,
  type RestoreQuestion,
  type RestoreStatus,
  type RestoreSummary
} from "@camunda-backup/core"
import { Result } from "effect"
import { beginNote, endNote, resumedNote, stopNote } from "../../text/restoreText.ts"
import { factsKey, type Model } from "../model/Model.ts"
import type { MsgOf } from "../model/Msg.ts"
import { openRestores, type Restoring } from "../model/Restoring.ts"
import { isSame, restoreQuestion, type Wizard } from "../model/Wizard.ts"
import type { Task } from "../model/Task.ts"
import { askVerifiedNow } from "./askVerified.ts"
import { notice } from "./notice.ts"
import { stay, toast, type Updated } from "./Updated.ts"

const everyMillis = 1000
const afterFailureMillis = 5000

const withRestoring = (model: Model, id: RestoreId.RestoreId, of: Restoring): Model => ({
  ...model,
  restoring: new Map([...model.restoring, [id, of]])
})

/** Like a running backup: every second, and never twice at once. */
export const askRestoring = (model: Model): Updated => {
  const due = openRestores(model).filter((x) => !x.asking && model.now >= x.nextAt)
  if (due.length === 0) return stay(model)
  const restoring = new Map(model.restoring)
  for (const x of due) restoring.set(x.restore.id, { ...x, asking: true })
  return [
    { ...model, restoring },
    due.map(({ restore }): Task => ({ _tag: "RestoreStatus", id: restore.id }))
  ]
}

const unknown = (restore: Restore.Restore, isMine: boolean, now: number): Restoring => ({
  restore,
  status: null,
  error: null,
  isMine,
  asking: false,
  nextAt: now
})

/** The wizard shows the restore that was asked for, and does not know its id yet. */
const awaits = (wizard: Wizard, question: RestoreQuestion): boolean =>
  wizard.step === "run" && wizard.restore === null && isSame(restoreQuestion(wizard), question)

export const started = (model: Model, { answer, question }: MsgOf<"RestoreStarted">): Updated => {
  const { backupId, component, target } = question
  const key = factsKey(component, backupId.toString())
  const next: Model = { ...model, doing: new Map([...model.doing].filter(([x]) => x !== key)) }
  if (Result.isFailure(answer)) {
    if (model.dialog?._tag === "Wizard" && awaits(model.dialog, question))
      return stay({ ...next, dialog: { ...model.dialog, refused: answer.failure.message } })
    const what = target._tag === "Drill" ? "drill" : "restore"
    return stay(notice(next, `No ${what} was begun`, [`${component}: ${answer.failure.message}`]))
  }
  const restore = answer.success
  const { dialog } = next
  const shown: Model =
    dialog?._tag === "Wizard" && awaits(dialog, question)
      ? { ...next, dialog: { ...dialog, restore: restore.id } }
      : next
  return askRestoring(
    toast(withRestoring(shown, restore.id, unknown(restore, true, model.now)), "ok", beginNote(restore))
  )
}

/** How it ended is told once, with the reason when it did not succeed; then the drills are read again. */
const ended = (model: Model, { restore }: RestoreStatus, isMine: boolean): Updated => {
  const words = endNote(restore)
  const title = restore.plan.target._tag === "Drill" ? "The drill did not succeed" : "Not restored"
  const isShown = model.dialog?._tag === "Wizard" && model.dialog.restore === restore.id
  const told =
    !isMine || isShown
      ? model
      : Restore.stateOf(restore).state === "Completed"
        ? toast(model, "ok", words)
        : notice(model, title, [words])
  return askVerifiedNow(told)
}

export const told = (model: Model, { answer, at, id }: MsgOf<"RestoreTold">): Updated => {
  const before = model.restoring.get(id)
  if (Result.isFailure(answer)) {
    if (before === undefined) return stay(model)
    const gone = answer.failure._tag === "RestoreNotFound"
    if (!gone)
      return stay(
        withRestoring(model, id, {
          ...before,
          error: answer.failure,
          asking: false,
          nextAt: at + afterFailureMillis
        })
      )
    const restoring = new Map([...model.restoring].filter(([x]) => x !== id))
    return stay(toast({ ...model, restoring }, "bad", answer.failure.message))
  }
  const status = answer.success
  const isMine = before?.isMine ?? false
  const next = withRestoring(model, id, {
    restore: status.restore,
    status,
    error: null,
    isMine,
    asking: false,
    nextAt: at + everyMillis
  })
  const hasEnded = !Restore.isOpen(status.restore) && (before === undefined || Restore.isOpen(before.restore))
  return hasEnded ? ended(next, status, isMine) : stay(next)
}

/** An answer to what is not asked any more says nothing. */
export const restorePlanned = (model: Model, { answer, question }: MsgOf<"RestorePlanned">): Model => {
  const { dialog } = model
  return dialog?._tag === "Wizard" && dialog.step === "plan" && isSame(restoreQuestion(dialog), question)
    ? { ...model, dialog: { ...dialog, plan: answer } }
    : model
}

export const cancelled = (model: Model, { answer, id }: MsgOf<"RestoreCancelled">): Model =>
  Result.isFailure(answer) ? toast(model, "bad", answer.failure.message) : toast(model, "ok", stopNote(id))

/** It is watched again from here on, as one that was begun here. */
export const resumed = (model: Model, { answer, id }: MsgOf<"RestoreResumed">): Updated => {
  if (Result.isFailure(answer)) return stay(toast(model, "bad", answer.failure.message))
  const before = model.restoring.get(id)
  const next = toast(model, "ok", resumedNote(id))
  return [
    before === undefined ? next : withRestoring(next, id, { ...before, isMine: true }),
    [{ _tag: "RestoreStatus", id }]
  ]
}

/** The last one of each component that is no drill, unless it completed: it can be resumed. */
const unfinished = (
  all: ReadonlyArray<RestoreSummary.RestoreSummary>
): ReadonlyArray<RestoreSummary.RestoreSummary> =>
  [
    ...Map.groupBy(
      all.filter((x) => x.target !== "Drill"),
      (x) => x.component
    ).values()
  ].flatMap((some) =>
    some
      .toSorted((a, b) => b.requestedAt - a.requestedAt)
      .slice(0, 1)
      .filter((x) => x.state !== "Completed")
  )

/** Those that others began are watched as well, and those that were left unfinished are known. */
export const found = (model: Model, { answer }: MsgOf<"Restores">): Updated =>
  Result.isFailure(answer)
    ? stay(model)
    : [
        model,
        [...new Set([...answer.success.filter((x) => x.state === "Running"), ...unfinished(answer.success)])]
          .filter((x) => !model.restoring.has(x.id))
          .map((x): Task => ({ _tag: "RestoreStatus", id: x.id }))
      ]
