/** Opens the restore wizard: at what runs already, or at what is to be chosen. Nothing is written before its third screen. */
import type { Component } from "@camunda-backup/core"
import { detailParts } from "../model/detailParts.ts"
import { type Model, screenOf } from "../model/Model.ts"
import { openRestoreOf } from "../model/Restoring.ts"
import type { Row } from "../model/Row.ts"
import { componentsIn, current } from "../model/Selection.ts"
import { firstPrefix, type Wizard } from "../model/Wizard.ts"
import { stay, type Updated } from "./Updated.ts"

/** The component of the part under the cursor, where parts are shown. */
const pointedAt = (model: Model): Component.Component | null => {
  const screen = screenOf(model)
  return screen === "detail" || screen === "part"
    ? (detailParts(model)[model.detail.index]?.component ?? null)
    : null
}

const fresh = (
  row: Row,
  offered: ReadonlyArray<Component.Component>,
  component: Component.Component
): Wizard => ({
  _tag: "Wizard",
  step: "choose",
  backupId: row.backupId,
  offered,
  component,
  target: "Into",
  prefix: firstPrefix,
  others: "delete",
  focus: "target",
  scroll: 0,
  plan: null,
  text: "",
  restore: null,
  refused: null,
  asksToStop: false
})

export const openWizard = (model: Model): Updated => {
  const row = current(model)
  if (row === null) return stay(model)
  const running = model.options.components.flatMap((x) => openRestoreOf(model, x, row) ?? [])[0]
  const offered = componentsIn(model, row, (x) => x === "COMPLETED")
  const pointed = pointedAt(model)
  const component =
    running?.restore.plan.component ?? (pointed !== null && offered.includes(pointed) ? pointed : offered[0])
  if (component === undefined) return stay(model)
  const wizard = fresh(row, offered, component)
  const dialog: Wizard =
    running === undefined ? wizard : { ...wizard, step: "run", restore: running.restore.id }
  return stay({ ...model, toast: null, dialog })
}
