/** Keys inside a plan. */
import type { Command } from "../model/Task.ts"
import type { Plan, Stop } from "../model/Dialog.ts"
import type { ActionId } from "../model/ActionId.ts"
import { factsKey, type Model } from "../model/Model.ts"
import { idOf, planOf } from "../confirmation/confirmationOf.ts"
import { askPlan } from "./openDialog.ts"
import { stay, type Step, toast } from "./Updated.ts"

/** In the order in which the keys go through them. */
export const stopsOf = (model: Model, plan: Plan): ReadonlyArray<Stop> => {
  const hasText = plan.kind === "create" || planOf(model, plan).required !== null
  return [...(hasText ? (["text"] as const) : []), ...plan.offered, "back", "go"]
}

const moved = (model: Model, plan: Plan, by: number): Plan => {
  const stops = stopsOf(model, plan)
  const at = stops.indexOf(plan.focus)
  return { ...plan, focus: stops[(at + by + stops.length) % stops.length] ?? "back" }
}

const toggled = (plan: Plan): Plan => {
  const { chosen, focus, offered } = plan
  if (focus === "text" || focus === "back" || focus === "go") return plan
  const next = offered.filter((x) => (x === focus ? !chosen.includes(x) : chosen.includes(x)))
  return { ...plan, chosen: next }
}

/** What the button does: exactly what stood in the plan. */
const commandsOf = (model: Model, plan: Plan): ReadonlyArray<Command> => {
  const { chosen, ids, kind } = plan
  const id = idOf(plan)
  if (kind === "create") return id === null ? [] : [{ _tag: "Create", components: chosen, backupId: id }]
  return ids.flatMap((backupId) => {
    const row = model.rows.find((x) => x.backupId === backupId)
    return chosen
      .filter((x) => row?.backups.has(x) === true)
      .map((component): Command => ({ _tag: "Do", doing: kind, component, backupId }))
  })
}

const go = (model: Model, plan: Plan): Step => {
  const { blocked } = planOf(model, plan)
  if (blocked !== null) return stay(toast(model, "warn", blocked))
  const commands = commandsOf(model, plan)
  const doing = new Map(model.doing)
  for (const x of commands)
    if (x._tag === "Do") doing.set(factsKey(x.component, x.backupId.toString()), x.doing)
  return [
    toast(
      { ...model, dialog: null, doing, marks: new Set() },
      "ok",
      "Asked the server; nothing has to wait here."
    ),
    commands
  ]
}

const accept = (model: Model, plan: Plan): Step => {
  switch (plan.focus) {
    case "back":
      return stay({ ...model, dialog: null })
    case "text":
      return plan.kind === "create"
        ? leftText(plan, { ...model, dialog: moved(model, plan, 1) })
        : go(model, plan)
    case "go":
      return go(model, plan)
    case "operate":
    case "tasklist":
      return stay({ ...model, dialog: toggled(plan) })
  }
}

/** The id was typed: what a create under it would take is asked then, not at every digit. */
const leftText = (before: Plan, model: Model): Step => {
  const { dialog } = model
  const left = before.focus === "text" && dialog?._tag === "Plan" && dialog.focus !== "text"
  return [model, left ? askPlan(model) : []]
}

const page = 5

type Change = (model: Model, plan: Plan) => Plan | null

/** `null`: the plan is closed. */
const changes: Partial<Record<ActionId, Change>> = {
  toggle: (_, plan) => toggled(plan),
  next: (model, plan) => moved(model, plan, 1),
  previous: (model, plan) => moved(model, plan, -1),
  pageDown: (model, plan) => ({
    ...plan,
    scroll: Math.min(plan.scroll + page, Math.max(0, planOf(model, plan).snapshots.length - 1))
  }),
  pageUp: (_, plan) => ({ ...plan, scroll: Math.max(0, plan.scroll - page) }),
  erase: (_, plan) => ({ ...plan, text: plan.text.slice(0, -1) }),
  eraseAll: (_, plan) => ({ ...plan, text: "" }),
  close: () => null
}

export const onPlan = (model: Model, plan: Plan, id: ActionId): Step => {
  if (id === "accept") return accept(model, plan)
  const change = changes[id]
  if (change === undefined) return stay(model)
  return leftText(plan, { ...model, dialog: change(model, plan) })
}
