/** Opens the confirmation of what is to be done. Nothing is written before its button is pressed. */
import { BackupId, type Component, Identity } from "@camunda-backup/core"
import type { Task } from "../model/Task.ts"
import type { Confirmation, Field } from "../model/Dialog.ts"
import { factsKey, type Model } from "../model/Model.ts"
import { idOf, confirmationOf } from "../confirmation/confirmationOf.ts"
import { isBusy } from "../model/Restoring.ts"
import { selectedSchedule } from "../model/Schedules.ts"
import type { Row } from "../model/Row.ts"
import { componentsIn, current, resumable, targets } from "../model/Selection.ts"
import { stay, type Updated } from "./Updated.ts"

const opened = (
  model: Model,
  of: Omit<Confirmation, "_tag" | "scroll" | "chosen" | "job" | "description" | "labels">
): Model => ({
  ...model,
  toast: null,
  dialog: {
    _tag: "Confirmation",
    scroll: 0,
    chosen: of.offered,
    job: null,
    description: "",
    labels: "",
    ...of
  }
})

/** Of the others the server would refuse it. */
const permitted = (
  { installation }: Model,
  components: ReadonlyArray<Component.Component>
): ReadonlyArray<Component.Component> => Identity.permitted(installation.identity, components)

/** The Unix time in seconds, or the next id that is free. */
const freeId = (model: Model): string => {
  const taken = new Set(model.rows.map((x) => x.key))
  let id = BackupId.fromUnixMillis(model.now)
  while (taken.has(BackupId.format(id))) id = BackupId.after(id)
  return BackupId.format(id)
}

export const openCreate = (model: Model): Updated => {
  const offered = permitted(model, model.options.components)
  const next = opened(model, { kind: "create", ids: [], offered, text: freeId(model), focus: "go" })
  return [
    { ...next, planned: null, check: { ...next.check, running: true } },
    [{ _tag: "Check" }, ...askPlan(next)]
  ]
}

/** Requests the plan of a create, when the typed text is an id. */
export const askPlan = ({ dialog, planned }: Model): ReadonlyArray<Task> => {
  if (dialog?._tag !== "Confirmation" || dialog.kind !== "create") return []
  const backupId = idOf(dialog)
  return backupId === null || planned?.key === BackupId.format(backupId)
    ? []
    : [{ _tag: "Plan", components: dialog.offered, backupId }]
}

/** The focus starts at the text that must be typed; without one, at the button that does nothing. */
export const guarded = (model: Model): Model => {
  const { dialog } = model
  if (dialog?._tag !== "Confirmation") return model
  const focus: Field = confirmationOf(model, dialog).required === null ? "back" : "text"
  return { ...model, dialog: { ...dialog, focus } }
}

export const openDelete = (model: Model): Updated => {
  const rows = targets(model)
  const offered = permitted(model, model.options.components).filter((x) =>
    rows.some((row) => row.backups.has(x))
  )
  const ids = rows.map((x) => x.backupId)
  return stay(guarded(opened(model, { kind: "delete", ids, offered, text: "", focus: "back" })))
}

const openOne = (
  model: Model,
  kind: "cancel" | "resume" | "drill",
  wanted: (state: string) => boolean,
  focus: Field
): readonly [Model, Row, ReadonlyArray<Component.Component>] | null => {
  const row = current(model)
  if (row === null) return null
  const offered = permitted(model, componentsIn(model, row, wanted))
  return [opened(model, { kind, ids: [row.backupId], offered, text: "", focus }), row, offered]
}

export const openCancel = (model: Model): Updated => {
  const found = openOne(model, "cancel", (x) => x === "IN_PROGRESS", "back")
  return stay(found === null ? model : found[0])
}

export const openDrill = (model: Model): Updated => {
  const found = openOne(model, "drill", (x) => x === "COMPLETED", "go")
  if (found === null) return stay(model)
  const [next, , offered] = found
  const free = offered.filter((x) => !isBusy(model, x))
  return stay(
    next.dialog?._tag === "Confirmation"
      ? { ...next, dialog: { ...next.dialog, offered: free, chosen: free } }
      : next
  )
}

export const openResume = (model: Model): Updated => {
  const found = openOne(model, "resume", resumable, "go")
  if (found === null) return stay(model)
  const [next, row, offered] = found
  const unknown = offered.filter((x) => !model.facts.has(factsKey(x, row.key)))
  return [next, unknown.map((component): Task => ({ _tag: "Details", component, backupId: row.backupId }))]
}

/** A pause is begun by its button, so that no stray key does it. */
export const openSchedule = (model: Model, kind: "pauseSchedule" | "resumeSchedule"): Model => {
  const found = selectedSchedule(model.schedules)
  if (found === null) return model
  const focus: Field = kind === "pauseSchedule" ? "back" : "go"
  const next = opened(model, { kind, ids: [], offered: [], text: "", focus })
  return next.dialog?._tag === "Confirmation" ? { ...next, dialog: { ...next.dialog, job: found.job } } : next
}
