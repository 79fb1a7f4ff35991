/** From match to match: of rows of the list, by the last filter; of lines of text, by what was searched. Round the end. */
import type { Heights } from "../model/Heights.ts"
import { isMatch } from "../model/matches.ts"
import { type Model, screenOf } from "../model/Model.ts"
import { isWhole } from "../model/Selection.ts"
import { filterTest } from "../model/visibleRows.ts"
import { askFacts } from "./askFacts.ts"
import { stay, type Updated, toast } from "./Updated.ts"

/** The places of the matches, and where to begin. */
const placesOf = (model: Model, heights: Heights): readonly [ReadonlyArray<number>, number] => {
  if (screenOf(model) !== "list") {
    const places = heights.lines(model).flatMap((x, i) => (isMatch(model, x) ? [i] : []))
    return [places, model.match ?? model.scroll - 1]
  }
  const test = filterTest(model.search, model.now)
  return [model.visible.flatMap((x, i) => (test(x) ? [i] : [])), model.list.index]
}

const at = (model: Model, place: number): Updated =>
  screenOf(model) === "list"
    ? askFacts({ ...model, list: { ...model.list, index: place, key: null } }, "none")
    : stay({ ...model, scroll: place, match: place })

export const toMatch = (model: Model, by: 1 | -1, heights: Heights): Updated => {
  const [places, from] = placesOf(model, heights)
  const ahead = by === 1 ? places.find((x) => x > from) : places.findLast((x) => x < from)
  const place = ahead ?? (by === 1 ? places[0] : places.at(-1))
  if (place === undefined) {
    const among = screenOf(model) !== "list" || isWhole(model) ? "" : ` among the newest ${model.rows.length}`
    return stay(toast(model, "warn", `Nothing matches ${model.search}${among}.`))
  }
  const [next, tasks] = at(model, place)
  const which = `Match ${places.indexOf(place) + 1} of ${places.length} of ${model.search}`
  return [
    toast(next, "ok", ahead === undefined && place !== from ? `${which}, round the end.` : `${which}.`),
    tasks
  ]
}
