/**
 * What a dialog is about to do, in plain words and exact names, and the command line that does the same. The button does what stands here and
 * nothing else: the same function feeds the screen and the request.
 */
import { BackupId, type Component } from "@camunda-backup/core"
import type { Plan } from "../model/Dialog.ts"
import type { Model } from "../model/Model.ts"
import { createWords } from "./createWording.ts"
import { cancelWords, deleteWords, resumeWords } from "./deleteWording.ts"

export interface Snapshot {
  readonly name: string
  /** A word beside it: its state, or that the name is expected. */
  readonly note: string
}

export interface PlanWords {
  readonly title: string
  /** What the button says. */
  readonly button: string
  readonly about: ReadonlyArray<string>
  readonly warnings: ReadonlyArray<string>
  /** What the list of names is. */
  readonly heading: string
  readonly snapshots: ReadonlyArray<Snapshot>
  /** What must be typed before the button works; `null`: nothing. */
  readonly required: string | null
}

export interface FullPlan extends PlanWords {
  readonly commands: ReadonlyArray<string>
  /** Why the button does not work yet; `null` when it does. */
  readonly blocked: string | null
}

const wordsOf = (model: Model, plan: Plan): PlanWords => {
  switch (plan.kind) {
    case "create":
      return createWords(model, plan)
    case "delete":
      return deleteWords(model, plan)
    case "cancel":
      return cancelWords(model, plan)
    case "resume":
      return resumeWords(model, plan)
  }
}

/** `--component both` when all are meant, one line a component otherwise never: two of two is both. */
const componentFlag = (model: Model, chosen: ReadonlyArray<Component.Component>): string =>
  chosen.length === model.options.components.length && chosen.length > 1 ? "both" : (chosen[0] ?? "")

const commandsOf = (model: Model, { chosen, ids, kind, text }: Plan): ReadonlyArray<string> =>
  (kind === "create" ? [text] : ids.map(BackupId.format)).map(
    (id) =>
      `camunda-backup ${kind} ${id} --component ${componentFlag(model, chosen)}${model.options.serverFlag}`
  )

export const idOf = (plan: Plan): BackupId.BackupId | null => {
  const id = BackupId.parse(plan.text)
  return id._tag === "Some" ? id.value : null
}

const blockedOf = (plan: Plan, words: PlanWords): string | null => {
  if (plan.chosen.length === 0) return "Choose at least one component."
  if (plan.kind === "create" && idOf(plan) === null)
    return "The id is a number from 0 to 9223372036854775807."
  return words.required !== null && plan.text !== words.required ? `Type ${words.required} to confirm.` : null
}

export const planOf = (model: Model, plan: Plan): FullPlan => {
  const words = wordsOf(model, plan)
  return { ...words, commands: commandsOf(model, plan), blocked: blockedOf(plan, words) }
}
