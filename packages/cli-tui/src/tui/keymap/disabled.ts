/** Why something cannot be done now, in words an operator can act on; `null` when it can. */
import { Identity, Restore } from "@camunda-backup/core"
import { componentsIn, current, resumable, running, targets } from "../model/Selection.ts"
import type { Wizard } from "../model/Wizard.ts"
import { isBusy, isResumable, openRestoreOf, resumableRestoreOf } from "../model/Restoring.ts"
import { factsKey, type Model } from "../model/Model.ts"
import { areNotOffered, selectedSchedule } from "../model/Schedules.ts"

type Reason = string | null

/** What changes something, in a session that may not, or for somebody whom the server would refuse it. */
const writing =
  (act: Identity.Act, reason: (model: Model) => Reason, concerns: "some" | "all" = "some") =>
  (model: Model): Reason => {
    if (model.options.readOnly) return "This session only reads (--read-only)."
    const of = concerns === "all" ? "all" : model.options.components
    return Identity.refusal(model.installation.identity, act, of) ?? reason(model)
  }

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

export const create = writing("create", (model) => {
  const taken = new Set(running(model).flatMap((row) => componentsIn(model, row, (x) => x === "IN_PROGRESS")))
  return model.options.components.every((x) => taken.has(x))
    ? "A backup is running; a component takes one at a time."
    : null
})

export const deletion = writing("delete", (model) => (targets(model).length === 0 ? noRow : doing(model)))

export const cancel = writing("cancel", (model) => {
  const row = current(model)
  if (row === null) return noRow
  if (model.notOffered !== null) return "Camunda's own server cannot cancel; camunda-backup-server can."
  return componentsIn(model, row, (x) => x === "IN_PROGRESS").length === 0
    ? "Only a backup that is IN_PROGRESS can be cancelled."
    : doing(model)
})

/** Whatever backup is meant. */
export const mayDrill = (model: Model): boolean => writing("drill", () => null)(model) === null

export const drill = writing("drill", (model) => {
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

const isWatched = (model: Model): boolean => {
  const row = current(model)
  return (
    row !== null &&
    model.options.components.some(
      (x) => openRestoreOf(model, x, row) !== null || resumableRestoreOf(model, x, row) !== null
    )
  )
}

const newRestore = writing("restore", (model) => {
  const row = current(model)
  if (row === null) return noRow
  return componentsIn(model, row, (x) => x === "COMPLETED").length === 0
    ? "Only a COMPLETED backup can be restored."
    : doing(model)
})

/** One that is there may be watched by whoever may see it. */
export const restore = (model: Model): Reason => {
  if (current(model) === null) return noRow
  if (model.restoresNotOffered !== null)
    return "Camunda's own server cannot restore; camunda-backup-server can."
  return isWatched(model) && !model.options.readOnly ? null : newRestore(model)
}

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

/** Who may only watch begins no other. */
const mayRestore = writing("restore", () => null)

export const goOn = (model: Model): Reason => {
  const { dialog } = model
  if (dialog?._tag === "Wizard" && dialog.asks !== null) return "y does it, esc does not."
  const left = inWizard(
    model,
    (x) => x.step !== "run" || isEnded(model, x),
    "esc closes it; what runs goes on."
  )
  return left ?? mayRestore(model)
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

export const stop = writing(
  "cancelRestore",
  (model) => inWizard(model, (x) => isRunning(model, x), "Nothing runs that could be stopped."),
  "all"
)

export const resumeRestore = writing(
  "resumeRestore",
  (model) =>
    inWizard(
      model,
      (x) => canResume(model, x),
      "Only a restore that ended before it was completed can be resumed."
    ),
  "all"
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

export const pauseSchedule = writing("pauseSchedule", setting("pause"), "all")

export const resumeSchedule = writing("resumeSchedule", setting("resume"), "all")

export const otherSchedule = (model: Model): Reason =>
  (model.schedules.of ?? []).length < 2 ? "There is no other schedule." : null

/** What changes nothing that exists is confirmed by one key; anything else by its button, so that no stray key does it. */
export const yes = ({ dialog }: Model): Reason =>
  dialog?._tag === "Confirmation" && dialog.kind === "drill" ? null : "This is confirmed by its button."

export const resume = writing("resume", (model) => {
  const row = current(model)
  if (row === null) return noRow
  if (model.notOffered !== null) return "Camunda's own server cannot resume; camunda-backup-server can."
  return componentsIn(model, row, resumable).length === 0
    ? "Only an INCOMPLETE or FAILED backup can be resumed."
    : doing(model)
})
