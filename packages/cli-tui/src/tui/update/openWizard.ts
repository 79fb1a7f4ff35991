/**
 * Opens the restore wizard: at what runs already or was left unfinished, or at what is to be chosen. Nothing is written before its third screen,
 * except for a resume, which is asked for.
 */
import { type Component, Identity } from "@camunda-backup/core"
import { detailParts } from "../model/detailParts.ts"
import { type Model, screenOf } from "../model/Model.ts"
import { openRestoreOf, resumableRestoreOf } from "../model/Restoring.ts"
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

export const fresh = (
  backupId: Row["backupId"],
  offered: ReadonlyArray<Component.Component>,
  component: Component.Component
): Wizard => ({
  _tag: "Wizard",
  step: "choose",
  backupId,
  offered,
  component,
  target: "Into",
  prefix: firstPrefix,
  others: "delete",
  templates: "leave",
  focus: "target",
  scroll: 0,
  plan: null,
  text: "",
  restore: null,
  refused: null,
  asks: null
})

export const openWizard = (model: Model): Updated => {
  const row = current(model)
  if (row === null) return stay(model)
  const { components } = model.options
  const [watched] = [
    ...components.flatMap((x) => openRestoreOf(model, x, row) ?? []),
    ...components.flatMap((x) => resumableRestoreOf(model, x, row) ?? [])
  ]
  const offered = Identity.permitted(
    model.installation.identity,
    componentsIn(model, row, (x) => x === "COMPLETED")
  )
  const pointed = pointedAt(model)
  const component =
    watched?.restore.plan.component ?? (pointed !== null && offered.includes(pointed) ? pointed : offered[0])
  if (component === undefined) return stay(model)
  const wizard = fresh(row.backupId, offered, component)
  const dialog: Wizard =
    watched === undefined ? wizard : { ...wizard, step: "run", restore: watched.restore.id }
  return stay({ ...model, toast: null, dialog })
}
