/**
 * Asks for what the list does not tell (ends, sizes, progress within a part): of what runs and of what is looked at every time, of the others on the
 * screen once, two at a time, so that a list of thousands costs no more than a screenful.
 */
import type { Component } from "@camunda-backup/core"
import type { Task } from "../model/Task.ts"
import { listHeight } from "../model/layout.ts"
import { factsKey, type Model, screenOf } from "../model/Model.ts"
import type { Row } from "../model/Row.ts"
import { find, isUnread, running } from "../model/Selection.ts"
import type { Updated } from "./Updated.ts"

const atOnce = 2

interface Wanted {
  readonly component: Component.Component
  readonly row: Row
}

const componentsOf = (row: Row): ReadonlyArray<Wanted> =>
  [...row.backups.keys()].map((component) => ({ component, row }))

/** Of whom the pages that were read do not tell whether they have it. */
const unreadOf = (model: Model, row: Row): ReadonlyArray<Wanted> =>
  model.options.components.filter((x) => isUnread(model, x, row)).map((component) => ({ component, row }))

const isOld = (model: Model, { component, row }: Wanted): boolean => {
  const facts = model.facts.get(factsKey(component, row.key))
  return facts === undefined || facts.details.backup.state !== row.backups.get(component)?.state
}

const onScreen = (model: Model): ReadonlyArray<Wanted> =>
  model.visible
    .slice(model.list.top, model.list.top + listHeight(model.size))
    .flatMap((row) => [...componentsOf(row), ...unreadOf(model, row)])
    .filter((x) => isOld(model, x) && !model.detailErrors.has(factsKey(x.component, x.row.key)))

const tasksOf = (model: Model, { component, row }: Wanted, withAttempts: boolean): ReadonlyArray<Task> => {
  const of = { component, backupId: row.backupId }
  return withAttempts && model.notOffered === null
    ? [
        { _tag: "Details", ...of },
        { _tag: "Attempts", ...of }
      ]
    : [{ _tag: "Details", ...of }]
}

/**
 * What is known but may have changed and is asked for as well: `all` after each list, `running` where the server tells what changes (but not how far
 * something is), `none` after each answer.
 */
export type Afresh = "all" | "running" | "none"

export const askFacts = (model: Model, afresh: Afresh = "all"): Updated => {
  const isDetail = screenOf(model) === "detail" || screenOf(model) === "part"
  const shown = isDetail ? find(model, model.detail.key) : null
  const watched = afresh === "all" && shown !== null ? [shown] : []
  const urgent = afresh === "none" ? [] : [...new Set([...watched, ...running(model)])].flatMap(componentsOf)
  const known = urgent.filter((x) => !model.asking.has(factsKey(x.component, x.row.key)))
  const room = Math.max(0, atOnce - model.asking.size - known.length)
  const others =
    model.notOffered === null
      ? onScreen(model).filter(
          (x) => !known.includes(x) && !model.asking.has(factsKey(x.component, x.row.key))
        )
      : []
  const wanted = [...known, ...others.slice(0, room)]
  return [
    wanted.length === 0
      ? model
      : {
          ...model,
          asking: new Set([...model.asking, ...wanted.map((x) => factsKey(x.component, x.row.key))])
        },
    wanted.flatMap((x) => tasksOf(model, x, x.row === shown))
  ]
}
