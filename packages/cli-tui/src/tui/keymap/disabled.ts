/** Why something cannot be done now, in words an operator can act on; `null` when it can. */
import { Restore } from "@camunda-backup/core"
import { componentsIn, current, resumable, running, targets } from "../model/Selection.ts"
import type { Wizard } from "../model/Wizard.ts"
import { isBusy, isResumable, openRestoreOf, resumableRestoreOf } from "../model/Restoring.ts"
import { factsKey, type Model } from "../model/Model.ts"
import { areNotOffered, selectedSchedule } from "../model/Schedules.ts"

type Reason = string | null

/** What changes something, in a session that may not. */
const writing =
  (reason: (model: Model) => Reason) =>
  (model: Model): Reason =>
    model.options.readOnly ? "This session only reads (--read-only)." : reason(model)

const noRow = "There is no backup here."

const doing = (model: Model): Reason => {
  const row = current(model)
  const all =
    row === null ? [] : [...row.backups.keys()].flatMap((x) => model.doing.get(factsKey(x, row.key)) ?? [])
  return all[0] === undefined ? null : `Its ${all[0]} is in progress.`
}

export const open = (model: Model): Reason => (current(model) === null ? noRow : null)

export const match = ({ search }: Model): Reason =>
  search === "" ? "Nothing was looked for yet: / begins." : null

export const create = writing((model) => {
  const taken = new Set(running(model).flatMap((row) => componentsIn(model, row, (x) => x === "IN_PROGRESS")))
  return model.options.components.every((x) => taken.has(x))
    ? "A backup is running; a component takes one at a time."
    : null
})

export const deletion = writing((model) => (targets(model).length === 0 ? noRow : doing(model)))

export const cancel = writing((model) => {
  const row = current(model)
  if (row === null) return noRow
  if (model.notOffered !== null) return "Camunda's own server cannot cancel; camunda-backup-server can."
  return componentsIn(model, row, (x) => x === "IN_PROGRESS").length === 0
    ? "Only a backup that is IN_PROGRESS can be cancelled."
    : doing(model)
})

export const drill = writing((model) => {
  const row = current(model)
  if (row === null) return noRow
  if (model.restoresNotOffered !== null)
    return "Camunda's own server cannot drill; camunda-backup-server can."
  const offered = componentsIn(model, row, (x) => x === "COMPLETED")
  if (offered.length === 0) return "Only a COMPLETED backup can be drilled."
  return offered.every((x) => isBusy(model, x))
    ? "A drill or a restore is running; wait for its end."
    : doing(model)
})

export const restore = writing((model) => {
  const row = current(model)
  if (row === null) return noRow
  if (model.restoresNotOffered !== null)
    return "Camunda's own server cannot restore; camunda-backup-server can."
  if (
    model.options.components.some(
      (x) => openRestoreOf(model, x, row) !== null || resumableRestoreOf(model, x, row) !== null
    )
  )
    return null
  return componentsIn(model, row, (x) => x === "COMPLETED").length === 0
    ? "Only a COMPLETED backup can be restored."
    : doing(model)
})

const inWizard = ({ dialog }: Model, isPossible: (wizard: Wizard) => boolean, otherwise: string): Reason =>
  dialog?._tag === "Wizard" && isPossible(dialog) ? null : otherwise

export const choose = (model: Model): Reason =>
  inWizard(model, (x) => x.step === "choose", "There is nothing to choose here.")

const watched = ({ restoring }: Model, { restore, step }: Wizard): Restore.Restore | null =>
  step === "run" && restore !== null ? (restoring.get(restore)?.restore ?? null) : null

const isEnded = (model: Model, wizard: Wizard): boolean => {
  const restore = watched(model, wizard)
  return restore !== null && !Restore.isOpen(restore)
}

export const goOn = (model: Model): Reason => {
  const { dialog } = model
  if (dialog?._tag === "Wizard" && dialog.asks !== null) return "y does it, esc does not."
  return inWizard(model, (x) => x.step !== "run" || isEnded(model, x), "esc closes it; what runs goes on.")
}

export const scroll = (model: Model): Reason =>
  inWizard(model, (x) => x.step === "plan", "There is nothing to scroll here.")

const isRunning = (model: Model, wizard: Wizard): boolean => {
  const restore = watched(model, wizard)
  return restore !== null && Restore.isOpen(restore)
}

const canResume = (model: Model, wizard: Wizard): boolean => {
  const restore = watched(model, wizard)
  return restore !== null && isResumable(restore)
}

export const stop = (model: Model): Reason =>
  inWizard(model, (x) => isRunning(model, x), "Nothing runs that could be stopped.")

export const resumeRestore = (model: Model): Reason =>
  inWizard(
    model,
    (x) => canResume(model, x),
    "Only a restore that ended before it was completed can be resumed."
  )

export const yesOfRestore = (model: Model): Reason =>
  inWizard(
    model,
    (x) => (x.asks === "stop" && isRunning(model, x)) || (x.asks === "resume" && canResume(model, x)),
    "Nothing was asked."
  )

export const schedules = (model: Model): Reason =>
  areNotOffered(model.schedules)
    ? "Camunda's own server does nothing by itself; camunda-backup-server does."
    : null

const setting =
  (action: "pause" | "resume") =>
  (model: Model): Reason => {
    const found = selectedSchedule(model.schedules)
    if (found === null) return schedules(model) ?? "No schedule is set here."
    if (model.schedules.setting !== null) return `The ${model.schedules.setting} schedule is being changed.`
    if ((found.paused === null) === (action === "pause")) return null
    return action === "pause"
      ? `The ${found.job} schedule is paused already.`
      : `The ${found.job} schedule is not paused.`
  }

export const pauseSchedule = writing(setting("pause"))

export const resumeSchedule = writing(setting("resume"))

export const otherSchedule = (model: Model): Reason =>
  (model.schedules.of ?? []).length < 2 ? "There is no other schedule." : null

/** What changes nothing that exists is confirmed by one key; anything else by its button, so that no stray key does it. */
export const yes = ({ dialog }: Model): Reason =>
  dialog?._tag === "Confirmation" && dialog.kind === "drill" ? null : "This is confirmed by its button."

export const resume = writing((model) => {
  const row = current(model)
  if (row === null) return noRow
  if (model.notOffered !== null) return "Camunda's own server cannot resume; camunda-backup-server can."
  return componentsIn(model, row, resumable).length === 0
    ? "Only an INCOMPLETE or FAILED backup can be resumed."
    : doing(model)
})
