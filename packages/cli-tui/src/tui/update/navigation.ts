/** From screen to screen: one deeper, one back. */
import { type Model, type Screen, screenOf } from "../model/Model.ts"
import { concernOf, standingOf } from "../model/standing.ts"
import { current } from "../model/Selection.ts"
import { askFacts } from "./askFacts.ts"
import { readAgain } from "./told.ts"
import { stay, type Updated } from "./Updated.ts"

const onto = (model: Model, screen: Screen): Model => ({
  ...model,
  scroll: 0,
  match: null,
  screens: [model.screens[0], ...model.screens.slice(1).filter((x) => x !== screen), screen]
})

export const open = (model: Model): Updated => {
  if (screenOf(model) === "overview") return askFacts(atConcern(model), "none")
  const row = current(model)
  if (row === null) return stay(model)
  if (screenOf(model) === "detail") return stay(model.detail.tab === "parts" ? onto(model, "part") : model)
  const opened: Model = {
    ...onto(model, "detail"),
    detail: { key: row.key, tab: "parts", index: 0, top: 0 }
  }
  if (!model.options.paged) return askFacts(opened)
  // Also what is being read at this moment: that may be older than what was told last, and nobody reads it again unless something changes.
  const { backupId } = row
  return stay(
    [...row.backups.keys()].reduce((next, component) => readAgain(next, { component, backupId }), opened)
  )
}

/** What is seldom read (check, schedules) is read when its screen is opened, and again on refresh. */
export const show = (model: Model, screen: "check" | "requests" | "schedules" | "help"): Updated => {
  if (screenOf(model) === screen) return stay(model)
  const next = onto(model, screen)
  if (screen === "schedules") return [next, [{ _tag: "Schedules" }]]
  return screen === "check" && !model.check.running
    ? [{ ...next, check: { ...next.check, running: true } }, [{ _tag: "Check" }]]
    : stay(next)
}

export const showOverview = (model: Model): Model => ({
  ...model,
  screens: ["overview"],
  scroll: 0,
  match: null
})

export const showList = (model: Model): Model => ({ ...model, screens: ["list"], scroll: 0, match: null })

/** The list, at the backup that needs somebody. */
const atConcern = (model: Model): Model => {
  const concern = concernOf(model, standingOf(model))
  const at = model.visible.findIndex((x) => x.key === concern)
  return showList(at < 0 ? model : { ...model, list: { ...model.list, index: at, key: concern } })
}

/** In the list it clears what hides rows, then the marks, then it goes to the overview; it never quits. */
export const back = (model: Model): Model => {
  const [first, ...others] = model.screens
  if (others.length > 0) return { ...model, screens: [first, ...others.slice(0, -1)], scroll: 0, match: null }
  if (model.filter !== "" || model.problemsOnly) return { ...model, filter: "", problemsOnly: false }
  if (model.marks.size > 0 || model.toast !== null) return { ...model, marks: new Set(), toast: null }
  return showOverview(model)
}
