/** From screen to screen: one deeper, one back. */
import { type Model, type Screen, screenOf } from "../model/Model.ts"
import { current } from "../model/Selection.ts"
import { askFacts } from "./askFacts.ts"
import { stay, type Updated } from "./Updated.ts"

const onto = (model: Model, screen: Screen): Model => ({
  ...model,
  scroll: 0,
  screens: [model.screens[0], ...model.screens.slice(1).filter((x) => x !== screen), screen]
})

export const open = (model: Model): Updated => {
  const row = current(model)
  if (row === null) return stay(model)
  if (screenOf(model) === "detail") return stay(model.detail.tab === "parts" ? onto(model, "part") : model)
  return askFacts({ ...onto(model, "detail"), detail: { key: row.key, tab: "parts", index: 0, top: 0 } })
}

/** The check runs when its screen is opened, and again on refresh. */
export const show = (model: Model, screen: "check" | "requests" | "help"): Updated => {
  if (screenOf(model) === screen) return stay(model)
  const next = onto(model, screen)
  return screen === "check" && !model.check.running
    ? [{ ...next, check: { ...next.check, running: true } }, [{ _tag: "Check" }]]
    : stay(next)
}

/** In the list it clears what hides rows, then the marks; it never quits. */
export const back = (model: Model): Model => {
  const [first, ...others] = model.screens
  if (others.length > 0) return { ...model, screens: [first, ...others.slice(0, -1)], scroll: 0 }
  if (model.filter !== "" || model.problemsOnly) return { ...model, filter: "", problemsOnly: false }
  return { ...model, marks: new Set(), toast: null }
}
