/** Up and down, in a list with a cursor or in text. `keepInBounds` keeps the place within bounds. */
import { bodyHeight, listHeight } from "../model/layout.ts"
import { type Model, screenOf } from "../model/Model.ts"
import { askFacts } from "./askFacts.ts"
import { stay, type Updated } from "./Updated.ts"

export type Move = "up" | "down" | "pageUp" | "pageDown" | "top" | "bottom"

const far = 1_000_000_000

const moved = (from: number, move: Move, page: number): number => {
  switch (move) {
    case "up":
      return Math.max(0, from - 1)
    case "down":
      return from + 1
    case "pageUp":
      return Math.max(0, from - page)
    case "pageDown":
      return from + page
    case "top":
      return 0
    case "bottom":
      return far
  }
}

export const moveIt = (model: Model, move: Move): Updated => {
  const screen = screenOf(model)
  const page = Math.max(1, bodyHeight(model.size) - 1)
  if (screen === "list") {
    const index = moved(model.list.index, move, Math.max(1, listHeight(model.size) - 1))
    const toEnd = move === "bottom"
    const following = { ...model.following, toEnd }
    return askFacts({ ...model, following, list: { ...model.list, index, key: null } }, "none")
  }
  if (screen === "detail" && model.detail.tab === "parts")
    return stay({ ...model, detail: { ...model.detail, index: moved(model.detail.index, move, page) } })
  return stay({ ...model, match: null, scroll: moved(model.scroll, move, page) })
}
