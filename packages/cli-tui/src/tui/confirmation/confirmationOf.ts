/**
 * What a confirmation is about to do, in plain words and exact names, and the command line that does the same. The button does what is shown
 * here and nothing else: the same function readings the screen and the request.
 */
import { Annotation, BackupId, type Component, Installation } from "@camunda-backup/core"
import { Result } from "effect"
import { shellQuoted } from "../model/shellQuoted.ts"
import { annotationOf } from "../model/annotationOf.ts"
import type { Confirmation } from "../model/Dialog.ts"
import type { Model } from "../model/Model.ts"
import { cancelWording } from "./cancelWording.ts"
import { createWording, takenBy } from "./createWording.ts"
import { deleteWording } from "./deleteWording.ts"
import { drillWording } from "./drillWording.ts"
import { resumeWording } from "./resumeWording.ts"
import { pauseWording, resumeScheduleWording } from "./scheduleWording.ts"
import type { Wording } from "./Wording.ts"

export interface FullWording extends Wording {
  /** One or several lines to copy. */
  readonly commandLines: ReadonlyArray<string>
  /** Why the button does not work yet; `null` when it does. */
  readonly blocked: string | null
}

const wordings: Readonly<
  Record<Confirmation["kind"], (model: Model, confirmation: Confirmation) => Wording>
> = {
  create: createWording,
  delete: deleteWording,
  cancel: cancelWording,
  resume: resumeWording,
  drill: drillWording,
  pauseSchedule: pauseWording,
  resumeSchedule: resumeScheduleWording
}

/** `--component both` when all are meant, otherwise the one that is. */
const componentFlag = (model: Model, chosen: ReadonlyArray<Component.Component>): string =>
  chosen.length === model.options.components.length && chosen.length > 1 ? "both" : (chosen[0] ?? "")

/** What the button does it to; when everything is refused, the line says what was requested. */
const meantBy = (model: Model, confirmation: Confirmation): ReadonlyArray<Component.Component> => {
  const taken = confirmation.kind === "create" ? takenBy(model, confirmation) : confirmation.chosen
  return taken.length === 0 ? confirmation.chosen : taken
}

const commandLinesOf = (model: Model, confirmation: Confirmation): ReadonlyArray<string> => {
  const { ids, job, kind, text } = confirmation
  if (job !== null)
    return [
      `camunda-backup schedule ${kind === "pauseSchedule" ? "pause" : "resume"} ${job}${model.options.serverFlag}`
    ]
  const chosen = meantBy(model, confirmation)
  return (kind === "create" ? [text] : ids.map(BackupId.format)).map(
    (id) =>
      `camunda-backup ${kind === "drill" ? "restore drill" : kind} ${id} --component ${componentFlag(model, chosen)}${saidFlags(confirmation)}${model.options.serverFlag}`
  )
}

const saidFlags = (confirmation: Confirmation): string =>
  Result.match(annotationOf(confirmation), {
    onFailure: () => "",
    onSuccess: (annotation) =>
      [
        ...(annotation.description === null ? [] : [` --description ${shellQuoted(annotation.description)}`]),
        ...Annotation.formatLabels(annotation).map((x) => ` --label ${shellQuoted(x)}`)
      ].join("")
  })

/** The id that is typed; `null` when it is not one. */
export const idOf = ({ text }: Confirmation): BackupId.BackupId | null => {
  const id = BackupId.parse(text)
  // Whoever types 007 may mean another program's id: none is taken that reads back differently.
  return id._tag === "Some" && BackupId.format(id.value) === text ? id.value : null
}

const blockedOf = (
  model: Model,
  confirmation: Confirmation,
  { required, unready = null }: Wording
): string | null => {
  if (unready !== null) return unready
  if (confirmation.chosen.length === 0 && confirmation.job === null) return "Choose at least one component."
  if (confirmation.kind === "create" && idOf(confirmation) === null)
    return "The id is a number from 0 to 9223372036854775807."
  const said = annotationOf(confirmation)
  if (Result.isFailure(said)) return said.failure
  if (confirmation.kind === "create" && takenBy(model, confirmation).length === 0)
    return "Everything chosen is refused."
  return required !== null && confirmation.text !== required ? `Type ${required} to confirm.` : null
}

/** Which installation it is done to: the header may have no room for it. */
const where = ({ installation }: Model): ReadonlyArray<string> =>
  installation.cluster === null ? [] : [`On ${Installation.describe(installation).join(", ")}.`]

export const confirmationOf = (model: Model, confirmation: Confirmation): FullWording => {
  const wording = wordings[confirmation.kind](model, confirmation)
  return {
    ...wording,
    about: [...where(model), ...wording.about],
    commandLines: commandLinesOf(model, confirmation),
    blocked: blockedOf(model, confirmation, wording)
  }
}
