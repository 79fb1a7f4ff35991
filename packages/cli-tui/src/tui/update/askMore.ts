/**
 * Reads more of a list than its newest page, when it is wanted: what is scrolled to, all of it for a filter, an order, a delete that must say what
 * stays good, or while no good backup was found. And again what the server said has changed.
 */
import { BackupPage, type Component } from "@camunda-backup/core"
import { listHeight } from "../model/layout.ts"
import { factsKey, type Model, screenOf } from "../model/Model.ts"
import { newestGood } from "../model/Selection.ts"
import type { Task } from "../model/Task.ts"
import { stay, type Updated } from "./Updated.ts"

export const furtherPage = 500

/** Screens below the one that is shown. */
const screensAhead = 3

const changedAtOnce = 4

const isAllWanted = (model: Model): boolean =>
  model.filter !== "" ||
  model.problemsOnly ||
  model.sort !== "newest" ||
  model.following.toEnd ||
  (model.dialog?._tag === "Confirmation" && model.dialog.kind === "delete")

const isMoreWanted = (model: Model): boolean =>
  isAllWanted(model) ||
  model.list.top + (screensAhead + 1) * listHeight(model.size) > model.visible.length ||
  newestGood(model) === null

/** The component of which least was read, so that they stay beside each other. */
const behind = ({ readings }: Model): readonly [Component.Component, BackupPage.Cursor] | null => {
  const open = [...readings].flatMap(([component, { rest }]) =>
    rest === null ? [] : [[component, rest] as const]
  )
  return open.toSorted(([, a], [, b]) => BackupPage.compare(a, b))[0] ?? null
}

const askFurther = (model: Model): Updated => {
  const { following, now, readings, refresh } = model
  if (refresh.failures > 0 || following.asking.size > 0 || now < following.moreAt) return stay(model)
  if ([...readings.values()].some((x) => x.at === null)) return stay(model)
  const found = behind(model)
  if (found === null || !isMoreWanted(model)) return stay(model)
  const [component, after] = found
  return [
    { ...model, following: { ...following, asking: new Set([component]) } },
    [{ _tag: "Page", component, after, limit: furtherPage }]
  ]
}

const askChanged = (model: Model): Updated => {
  const { asking, following } = model
  const free = [...following.changed].filter(([key]) => !asking.has(key)).slice(0, changedAtOnce)
  if (free.length === 0) return stay(model)
  const keys = new Set(free.map(([key]) => key))
  const shown = screenOf(model) === "detail" || screenOf(model) === "part" ? model.detail.key : null
  return [
    {
      ...model,
      asking: new Set([...asking, ...keys]),
      following: { ...following, changed: new Map([...following.changed].filter(([key]) => !keys.has(key))) }
    },
    free.flatMap(([key, { backupId, component }]): ReadonlyArray<Task> => {
      const of = { component, backupId }
      const isShown = shown !== null && key === factsKey(component, shown)
      return isShown
        ? [
            { _tag: "Details", ...of },
            { _tag: "Attempts", ...of }
          ]
        : [{ _tag: "Details", ...of }]
    })
  ]
}

export const askMore = (model: Model): Updated => {
  if (!model.options.paged || model.refresh.paused) return stay(model)
  const [told, changes] = askChanged(model)
  const [further, pages] = askFurther(told)
  return [further, [...changes, ...pages]]
}
