/**
 * The line below the header: what is wrong with what is done by itself, or when it begins next. It stands in the border, where it is on a screen of any size and
 * takes nothing else's place.
 */
import { printable } from "../../text/printable.ts"
import type { Model } from "../model/Model.ts"
import { nextRun, nextWords, scheduleTroubles } from "../model/scheduleTroubles.ts"
import { ofBackup } from "../theme/glyphs.ts"
import { cell, type Line, line, span, widthOf } from "./Line.ts"
import { glyph, type Pen } from "./Pen.ts"

/** Borders, and a stroke and a blank at either side of the words. */
const around = 6

/** `null`: there is nothing to say. */
export const scheduleLine = (model: Model, columns: number, pen: Pen): Line | null => {
  const [first, ...others] = scheduleTroubles(model)
  const next = nextRun(model)
  if (first === undefined && next === null) return null
  const room = columns - around
  const more = others.length === 0 ? "" : ` (+${others.length})`
  const wanted = first === undefined ? "" : `${glyph(ofBackup.INCOMPLETE, pen)} ${printable(first.words)}`
  const bad = `${widthOf(wanted) + more.length <= room ? wanted : cell(wanted, room - more.length, pen.more)}${more}`
  const coming = next === null ? "" : `next: ${nextWords(model, next)}`
  // What is wrong comes first; what comes next where there is room beside it.
  const isBoth = first !== undefined && widthOf(bad) + widthOf(coming) + 3 <= room
  const left = first === undefined ? span(coming, "muted") : span(bad, "warn")
  const right = isBoth && coming !== "" ? ` ${coming} ` : ""
  const fill = columns - 5 - widthOf(left.text) - widthOf(right)
  return line(
    span(`${pen.left}${pen.across} `, "muted"),
    left,
    span(` ${pen.across.repeat(Math.max(0, fill - (right === "" ? 0 : 1)))}`, "muted"),
    ...(right === "" ? [] : [span(right, "muted"), span(pen.across, "muted")]),
    span(pen.right, "muted")
  )
}
