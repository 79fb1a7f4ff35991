/** What the restore wizard says, and why it does not go on. */
import { BackupId, Restore, type RestoreId, RestorePlan } from "@camunda-backup/core"
import { Result } from "effect"
import type { Model } from "../model/Model.ts"
import { steps, type Wizard } from "../model/Wizard.ts"
import { lossOf } from "../../text/restorePlanText.ts"

const titles = {
  choose: "choose",
  plan: "what will happen",
  confirm: "confirm",
  run: "progress"
} as const

export const wizardTitle = ({ backupId, component, step }: Wizard): string =>
  `Restore ${steps.indexOf(step) + 1} of ${steps.length}: ${component} ${BackupId.format(backupId)}, ${titles[step]}`

/** A plan that can be run. */
export const runnable = ({ plan }: Wizard): RestorePlan.RestorePlan | null =>
  plan !== null && Result.isSuccess(plan) && RestorePlan.blockers(plan.success).length === 0
    ? plan.success
    : null

/** What has to be typed; `null` where nothing is deleted. */
export const requiredOf = ({ backupId, target }: Wizard): string | null =>
  target === "InPlace" ? BackupId.format(backupId) : null

/** Why enter does not go on from here; `null` when it does. */
export const wizardBlocked = (wizard: Wizard): string | null => {
  switch (wizard.step) {
    case "choose":
      return wizard.target === "Into" && wizard.prefix === "" ? "Type what the names shall begin with." : null
    case "plan":
      if (wizard.plan === null) return "The plan is not there yet."
      return runnable(wizard) === null ? "It cannot be run: see what says ERROR." : null
    case "confirm": {
      const required = requiredOf(wizard)
      return required !== null && wizard.text !== required ? `Type ${required} to confirm.` : null
    }
    case "run":
      return null
  }
}

/** What is lost, in one sentence. */
export const lossLine = (wizard: Wizard): string => {
  const plan = runnable(wizard)
  if (plan === null) return ""
  const loss = lossOf([plan])
  return loss === "" ? "Nothing is deleted." : loss
}

/** What can be done with a restore that has begun. */
const commandsOf = (model: Model, id: RestoreId.RestoreId): ReadonlyArray<string> => {
  const restore = model.restoring.get(id)?.restore
  if (restore === undefined || Restore.stateOf(restore).state === "Completed") return ["status"]
  if (Restore.isOpen(restore)) return ["status", "cancel"]
  return restore.plan.target._tag === "Drill" ? ["status"] : ["status", "resume"]
}

/** The command lines that do the same as the screen. */
export const wizardCommands = (model: Model, wizard: Wizard): ReadonlyArray<string> => {
  const { backupId, component, others, prefix, restore, step, target, templates } = wizard
  const { serverFlag } = model.options
  if (step === "run")
    return restore === null
      ? []
      : commandsOf(model, restore).map((x) => `camunda-backup restore ${x} ${restore}${serverFlag}`)
  const where = target === "InPlace" ? "--in-place" : `--into ${prefix}`
  const keep = target === "InPlace" && others === "keep" ? " --keep-others" : ""
  const put = target === "InPlace" && templates === "restore" ? " --restore-templates" : ""
  const plan = runnable(wizard)
  const digest = step === "confirm" && plan !== null ? ` --digest ${plan.digest}` : ""
  return [
    `camunda-backup restore ${step === "confirm" ? "run" : "plan"} ${BackupId.format(backupId)} --component ${component} ${where}${keep}${put}${digest}${serverFlag}`
  ]
}
