/** How much of a screen is in sight, where not all of it is: without a word nobody knows that there is more, or which key shows it. */
import { detailParts } from "../model/detailParts.ts"
import { bodyHeight, listHeight } from "../model/layout.ts"
import { type Model, screenOf } from "../model/Model.ts"
import { isWhole } from "../model/Selection.ts"
import { keyName } from "../keymap/keyNames.ts"
import { partsHeight } from "./detailSummary.ts"
import { penOf } from "./Pen.ts"
import { textOf } from "./textOf.ts"

interface Extent {
  readonly what: string
  readonly top: number
  readonly height: number
  readonly total: number
  /** There may be more than that; absent: there is not. */
  readonly isWhole?: boolean
}

const extentOf = (model: Model, width: number): Extent => {
  const screen = screenOf(model)
  if (screen === "list")
    return {
      what: "backups",
      top: model.list.top,
      height: listHeight(model.size),
      total: model.visible.length,
      isWhole: isWhole(model)
    }
  if (screen === "detail" && model.detail.tab === "parts") {
    const total = detailParts(model).length
    return { what: "parts", top: model.detail.top, height: partsHeight(model), total }
  }
  const height = screen === "detail" ? partsHeight(model) + 1 : bodyHeight(model.size)
  return { what: "lines", top: model.scroll, height, total: textOf(model, width).length }
}

/** `lines 1-16 of 26, ↓ pgdn`, with the keys that show the rest; `""`: everything is in sight, or a dialog is in front. */
export const extentWords = (model: Model, width: number): string => {
  if (model.dialog !== null || model.input?.kind === "palette") return ""
  const { height, isWhole: whole = true, top, total, what } = extentOf(model, width)
  if (total <= height) return ""
  const { isAscii } = penOf(model)
  const [isAbove, isBelow] = [top > 0, top + height < total]
  const keys = [
    ...(isAbove ? [keyName("up", isAscii)] : []),
    ...(isBelow ? [keyName("down", isAscii)] : []),
    ...(isAbove ? ["pgup"] : []),
    ...(isBelow ? ["pgdn"] : [])
  ]
  const last = Math.min(total, top + height)
  const shown = last === top + 1 ? `${last}` : `${top + 1}-${last}`
  return `${what} ${shown} of ${total}${whole ? "" : "+"}, ${keys.join(" ")}`
}
