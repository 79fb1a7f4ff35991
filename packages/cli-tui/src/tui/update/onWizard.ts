/** Keys inside the restore wizard. */
import { Restore } from "@camunda-backup/core"
import { runnable, wizardBlocked } from "../confirmation/wizardWording.ts"
import type { ActionId } from "../model/ActionId.ts"
import { factsKey, type Model } from "../model/Model.ts"
import { isResumable } from "../model/Restoring.ts"
import { type Choice, choicesOf, restoreQuestion, type Wizard } from "../model/Wizard.ts"
import { fresh } from "./openWizard.ts"
import { stay, toast, type Updated } from "./Updated.ts"

const shown = (model: Model, wizard: Wizard): Model => ({ ...model, dialog: wizard })

const start = (model: Model, wizard: Wizard): Updated => {
  const plan = runnable(wizard)
  if (plan === null) return stay(model)
  const question = restoreQuestion(wizard)
  const doing = new Map([
    ...model.doing,
    [factsKey(wizard.component, wizard.backupId.toString()), "restore" as const]
  ])
  return [
    { ...shown(model, { ...wizard, step: "run", restore: null, refused: null }), toast: null, doing },
    [{ _tag: "StartRestore", question, digest: plan.digest }]
  ]
}

const accept = (model: Model, wizard: Wizard): Updated => {
  const blocked = wizardBlocked(wizard)
  if (blocked !== null) return stay(toast(model, "warn", blocked))
  switch (wizard.step) {
    case "choose":
      return [
        { ...shown(model, { ...wizard, step: "plan", plan: null, scroll: 0 }), toast: null },
        [{ _tag: "PlanRestore", question: restoreQuestion(wizard) }]
      ]
    case "plan":
      return stay({ ...shown(model, { ...wizard, step: "confirm", text: "" }), toast: null })
    case "confirm":
      return start(model, wizard)
    case "run":
      return stay(shown(model, fresh(wizard.backupId, wizard.offered, wizard.component)))
  }
}

/** One screen back; from the first and the last one out of it. */
const closed = (model: Model, wizard: Wizard): Model => {
  switch (wizard.step) {
    case "plan":
      return shown(model, { ...wizard, step: "choose" })
    case "confirm":
      return shown(model, { ...wizard, step: "plan", text: "" })
    case "choose":
      return { ...model, dialog: null }
    case "run":
      return wizard.asks === null ? { ...model, dialog: null } : shown(model, { ...wizard, asks: null })
  }
}

const moved = (wizard: Wizard, by: number): Wizard => {
  if (wizard.step === "plan") return { ...wizard, scroll: Math.max(0, wizard.scroll + by) }
  if (wizard.step !== "choose") return wizard
  const choices = choicesOf(wizard)
  const at = choices.indexOf(wizard.focus)
  return { ...wizard, focus: choices[(at + by + choices.length) % choices.length] ?? "target" }
}

const toggles: Readonly<Record<Choice, (wizard: Wizard) => Wizard>> = {
  component: (x) => ({
    ...x,
    component: x.offered[(x.offered.indexOf(x.component) + 1) % x.offered.length] ?? x.component
  }),
  target: (x) => ({ ...x, target: x.target === "InPlace" ? "Into" : "InPlace" }),
  prefix: (x) => x,
  others: (x) => ({ ...x, others: x.others === "keep" ? "delete" : "keep" }),
  templates: (x) => ({ ...x, templates: x.templates === "leave" ? "restore" : "leave" })
}

const withText = (wizard: Wizard, change: (text: string) => string): Wizard =>
  wizard.step === "confirm"
    ? { ...wizard, text: change(wizard.text) }
    : { ...wizard, prefix: change(wizard.prefix) }

const longest = 80

/** Names have no blanks. */
export const typedInWizard = (wizard: Wizard, text: string): Wizard =>
  withText(wizard, (x) => (x + text.replaceAll(" ", "")).slice(0, longest))

const page = 8

const changes: Partial<Record<ActionId, (wizard: Wizard) => Wizard>> = {
  next: (x) => moved(x, 1),
  previous: (x) => moved(x, -1),
  pageDown: (x) => (x.step === "plan" ? moved(x, page) : x),
  pageUp: (x) => (x.step === "plan" ? moved(x, -page) : x),
  toggle: (x) => (x.step === "choose" ? toggles[x.focus](x) : x),
  erase: (x) => withText(x, (text) => text.slice(0, -1)),
  eraseAll: (x) => withText(x, () => ""),
  cancel: (x) => ({ ...x, asks: "stop" }),
  resume: (x) => ({ ...x, asks: "resume" })
}

/** What was asked is done, if it still can be. */
const confirmed = (model: Model, wizard: Wizard): Updated => {
  const { asks, restore } = wizard
  const next = shown(model, { ...wizard, asks: null })
  const found = restore === null ? undefined : model.restoring.get(restore)
  if (restore === null || found === undefined) return stay(next)
  if (asks === "stop" && Restore.isOpen(found.restore))
    return [next, [{ _tag: "CancelRestore", id: restore }]]
  return asks === "resume" && isResumable(found.restore)
    ? [next, [{ _tag: "ResumeRestore", id: restore }]]
    : stay(next)
}

export const onWizard = (model: Model, wizard: Wizard, id: ActionId): Updated => {
  if (id === "accept") return accept(model, wizard)
  if (id === "close") return stay(closed(model, wizard))
  if (id === "yes") return confirmed(model, wizard)
  return stay(shown(model, changes[id]?.(wizard) ?? wizard))
}
