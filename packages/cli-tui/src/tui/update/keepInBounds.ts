/** What must hold after every message: the rows that are shown fit the filter, the cursor is on one of them, and it is on the screen. */
import { detailParts } from "../model/detailParts.ts"
import { bodyHeight, listHeight } from "../model/layout.ts"
import { type Model, type Scroll, screenOf } from "../model/Model.ts"
import { visibleRows } from "../model/visibleRows.ts"
import type { Heights } from "../model/Heights.ts"

/** The cursor within bounds, scrolled as little as possible. */
export const scrolled = (index: number, top: number, length: number, height: number): Scroll => {
  const at = Math.max(0, Math.min(index, length - 1))
  const lowest = Math.max(0, length - height)
  return { index: at, top: Math.max(0, Math.min(lowest, at, Math.max(top, at - height + 1))) }
}

const isShownDifferently = (before: Model, next: Model): boolean =>
  before.rows !== next.rows ||
  before.filter !== next.filter ||
  before.sort !== next.sort ||
  before.problemsOnly !== next.problemsOnly ||
  (next.sort === "size" && before.facts !== next.facts)

/** The rows that are shown, and the cursor on one of them. */
export const boundList = (before: Model, next: Model): Model => {
  const isNew = isShownDifferently(before, next)
  const visible = isNew ? visibleRows(next) : next.visible
  // The cursor stays on its backup while others come and go; where that is gone, on its place.
  const { key: at, want } = next.list
  const wanted = isNew && want !== null ? visible.findIndex((x) => x.key === want) : -1
  const found = isNew && wanted < 0 && at !== null ? visible.findIndex((x) => x.key === at) : wanted
  const isAtEnd = isNew && next.following.toEnd
  const index = isAtEnd ? visible.length - 1 : found >= 0 ? found : next.list.index
  const scroll = scrolled(index, next.list.top, visible.length, listHeight(next.size))
  const key = visible[scroll.index]?.key ?? (visible.length === 0 ? next.list.key : null)
  return { ...next, visible, list: { ...scroll, key, want: wanted >= 0 ? null : want } }
}

const boundDetail = (model: Model, heights: Heights): Model => {
  const { index, top } = model.detail
  const height = heights.parts(model)
  return { ...model, detail: { ...model.detail, ...scrolled(index, top, detailParts(model).length, height) } }
}

const isText = (model: Model): boolean => {
  const screen = screenOf(model)
  return screen !== "list" && (screen !== "detail" || model.detail.tab !== "parts")
}

const boundText = (model: Model, heights: Heights): Model => {
  if (!isText(model) || model.scroll === 0) return model
  const height = screenOf(model) === "detail" ? heights.parts(model) + 1 : bodyHeight(model.size)
  const longest = heights.text(model) - height
  return { ...model, scroll: Math.max(0, Math.min(model.scroll, longest)) }
}

const boundPlan = (model: Model, heights: Heights): Model => {
  const { dialog } = model
  if (dialog?._tag !== "Wizard" || dialog.scroll === 0) return model
  return { ...model, dialog: { ...dialog, scroll: Math.min(dialog.scroll, heights.plan(model)) } }
}

export const keepInBounds = (before: Model, next: Model, heights: Heights): Model => {
  if (before === next) return next
  const listed = boundPlan(boundList(before, next), heights)
  return boundText(screenOf(listed) === "detail" ? boundDetail(listed, heights) : listed, heights)
}
