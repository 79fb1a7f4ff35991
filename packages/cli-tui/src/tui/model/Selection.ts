/** What the operator is pointing at. */
import { BackupGroup, type Component } from "@camunda-backup/core"
import { factsKey, type Model, screenOf } from "./Model.ts"
import type { Row } from "./Row.ts"

export const find = (model: Model, key: string | null): Row | null =>
  key === null ? null : (model.rows.find((x) => x.key === key) ?? null)

/** The row under the cursor, or the one whose detail is shown. */
export const current = (model: Model): Row | null => {
  const screen = screenOf(model)
  return screen === "detail" || screen === "part"
    ? find(model, model.detail.key)
    : (model.visible[model.list.index] ?? null)
}

/** What a delete is about: the marked rows in the list, else the current one. */
export const targets = (model: Model): ReadonlyArray<Row> => {
  const marked = screenOf(model) === "list" ? model.rows.filter((x) => model.marks.has(x.key)) : []
  const row = current(model)
  return marked.length > 0 ? marked : row === null ? [] : [row]
}

/** The components whose list could be read; what the others have is not known. */
export const known = ({ readings }: Model): ReadonlyArray<Component.Component> =>
  [...readings].flatMap(([component, x]) => (x.at === null ? [] : [component]))

/** Whether nothing is left to be read: only then may be said that there is no other. */
export const isWhole = ({ readings }: Model): boolean => [...readings.values()].every((x) => x.rest === null)

/** Whether the component may have a backup with this id that was not read: the pages read so far do not have it. */
export const isUnread = (model: Model, component: Component.Component, row: Row): boolean =>
  !row.backups.has(component) &&
  (model.readings.get(component)?.rest ?? null) !== null &&
  model.detailErrors.get(factsKey(component, row.key))?._tag !== "BackupNotFound"

export const groupsOf = (model: Model): ReadonlyArray<BackupGroup.BackupGroup> =>
  model.rows.map((x) => x.group)

/** Where one would go back to: every component has it whole, as far as that is known. */
export const newestGood = (model: Model): Row | null => {
  const components = known(model)
  return model.rows.find((x) => BackupGroup.isGood(x.group.backups, components)) ?? null
}

export const componentsIn = (
  model: Model,
  row: Row,
  wanted: (state: string) => boolean
): ReadonlyArray<Component.Component> =>
  model.options.components.filter((x) => {
    const backup = row.backups.get(x)
    return backup !== undefined && wanted(backup.state)
  })

export const running = (model: Model): ReadonlyArray<Row> =>
  model.rows.filter((x) => x.state === "IN_PROGRESS")

/** What a resume is offered for. Whether it can be, the server decides. */
export const resumable = (state: string): boolean => state === "INCOMPLETE" || state === "FAILED"
