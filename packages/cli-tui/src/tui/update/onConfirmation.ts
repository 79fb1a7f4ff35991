/** Keys inside a confirmation. */
import { Annotation, drillOf } from "@camunda-backup/core"
import { Result } from "effect"
import type { Task } from "../model/Task.ts"
import { annotationOf } from "../model/annotationOf.ts"
import { type Confirmation, type Field, isTyped } from "../model/Dialog.ts"
import type { ActionId } from "../model/ActionId.ts"
import { factsKey, type Model } from "../model/Model.ts"
import { idOf, confirmationOf, type FullWording } from "../confirmation/confirmationOf.ts"
import { canBeDescribed, takenBy } from "../confirmation/createWording.ts"
import { askPlan } from "./openDialog.ts"
import { stay, type Updated, toast } from "./Updated.ts"

/** In the order in which the keys go through them. */
export const fieldsOf = (model: Model, confirmation: Confirmation): ReadonlyArray<Field> => {
  const hasText = confirmation.kind === "create" || confirmationOf(model, confirmation).required !== null
  return [
    ...(hasText ? (["text"] as const) : []),
    ...confirmation.offered,
    ...(canBeDescribed(model, confirmation) ? (["description", "labels"] as const) : []),
    "back",
    "go"
  ]
}

const moved = (model: Model, confirmation: Confirmation, by: number): Confirmation => {
  const fields = fieldsOf(model, confirmation)
  const at = fields.indexOf(confirmation.focus)
  return { ...confirmation, focus: fields[(at + by + fields.length) % fields.length] ?? "back" }
}

const toggled = (confirmation: Confirmation): Confirmation => {
  const { chosen, focus, offered } = confirmation
  if (isTyped(focus) || focus === "back" || focus === "go") return confirmation
  const next = offered.filter((x) => (x === focus ? !chosen.includes(x) : chosen.includes(x)))
  return { ...confirmation, chosen: next }
}

/** What the button does: exactly what the confirmation showed. */
const tasksOf = (model: Model, confirmation: Confirmation): ReadonlyArray<Task> => {
  const { chosen, ids, kind } = confirmation
  const id = idOf(confirmation)
  if (kind === "create")
    return id === null
      ? []
      : [
          {
            _tag: "Create",
            components: takenBy(model, confirmation),
            backupId: id,
            annotation: Result.getOrElse(annotationOf(confirmation), () => Annotation.none)
          }
        ]
  if (kind === "pauseSchedule" || kind === "resumeSchedule")
    return confirmation.job === null
      ? []
      : [
          {
            _tag: "SetSchedule",
            action: kind === "pauseSchedule" ? "pause" : "resume",
            job: confirmation.job
          }
        ]
  return ids.flatMap((backupId) => {
    const row = model.rows.find((x) => x.backupId === backupId)
    return chosen
      .filter((x) => row?.backups.has(x) === true)
      .map((component): Task =>
        kind === "drill"
          ? { _tag: "StartRestore", question: drillOf(component, backupId), digest: null }
          : { _tag: "Do", doing: kind, component, backupId }
      )
  })
}

const go = (model: Model, confirmation: Confirmation): Updated => {
  const { blocked } = confirmationOf(model, confirmation)
  if (blocked !== null) return stay(toast(model, "warn", blocked))
  const tasks = tasksOf(model, confirmation)
  const doing = new Map(model.doing)
  for (const x of tasks) {
    if (x._tag === "Do") doing.set(factsKey(x.component, x.backupId.toString()), x.doing)
    if (x._tag === "StartRestore")
      doing.set(factsKey(x.question.component, x.question.backupId.toString()), "drill")
  }
  return [
    toast(
      {
        ...model,
        dialog: null,
        doing,
        marks: new Set(),
        schedules: { ...model.schedules, setting: confirmation.job }
      },
      "ok",
      "Requested. You need not wait here."
    ),
    tasks
  ]
}

const accept = (model: Model, confirmation: Confirmation): Updated => {
  switch (confirmation.focus) {
    case "back":
      return stay({ ...model, dialog: null })
    case "text":
      return confirmation.kind === "create"
        ? leftText(confirmation, { ...model, dialog: moved(model, confirmation, 1) })
        : go(model, confirmation)
    case "description":
    case "labels":
      return stay({ ...model, dialog: moved(model, confirmation, 1) })
    case "go":
      return go(model, confirmation)
    case "operate":
    case "tasklist":
      return stay({ ...model, dialog: toggled(confirmation) })
  }
}

/** The plan of a create is requested once its id has been typed, not at every digit. */
const leftText = (before: Confirmation, model: Model): Updated => {
  const { dialog } = model
  const left = before.focus === "text" && dialog?._tag === "Confirmation" && dialog.focus !== "text"
  return [model, left ? askPlan(model) : []]
}

const page = 5

/** Names are a line each; of a guard as many lines as on the narrowest screen. The screen shows its last lines for anything greater. */
const mostScroll = ({ guards, snapshots }: FullWording): number =>
  Math.max(0, snapshots.length - 1) + guards.reduce((sum, x) => sum + Math.floor(x.text.length / 40), 0)

const rewritten = (confirmation: Confirmation, change: (text: string) => string): Confirmation => {
  const { focus } = confirmation
  return isTyped(focus) ? { ...confirmation, [focus]: change(confirmation[focus]) } : confirmation
}

type Change = (model: Model, confirmation: Confirmation) => Confirmation | null

/** `null`: it is closed. */
const changes: Partial<Record<ActionId, Change>> = {
  toggle: (_, confirmation) => toggled(confirmation),
  next: (model, confirmation) => moved(model, confirmation, 1),
  previous: (model, confirmation) => moved(model, confirmation, -1),
  pageDown: (model, confirmation) => ({
    ...confirmation,
    scroll: Math.min(confirmation.scroll + page, mostScroll(confirmationOf(model, confirmation)))
  }),
  pageUp: (_, confirmation) => ({ ...confirmation, scroll: Math.max(0, confirmation.scroll - page) }),
  erase: (_, confirmation) => rewritten(confirmation, (x) => x.slice(0, -1)),
  eraseAll: (_, confirmation) => rewritten(confirmation, () => ""),
  close: () => null
}

export const onConfirmation = (model: Model, confirmation: Confirmation, id: ActionId): Updated => {
  if (id === "accept") return accept(model, confirmation)
  if (id === "yes") return go(model, confirmation)
  const change = changes[id]
  if (change === undefined) return stay(model)
  return leftText(confirmation, { ...model, dialog: change(model, confirmation) })
}
