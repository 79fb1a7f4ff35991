/** A confirmation: what exactly will be done, and the command line that does the same. */
import type { Confirmation } from "../model/Dialog.ts"
import { bodyHeight, isLow } from "../model/layout.ts"
import type { Model } from "../model/Model.ts"
import { type FullWording, confirmationOf } from "../confirmation/confirmationOf.ts"
import { ofBackup } from "../theme/glyphs.ts"
import { cell, fit, labelled, type Line, line, span, type Span } from "./Line.ts"
import { glyph, type Pen, penOf } from "./Pen.ts"

/** The focus has a sign of its own, so that it can be seen without colours, and heard. */
const pointer = (isFocus: boolean, pen: Pen): string => (isFocus ? pen.cursor : " ")

const chosenLine = ({ chosen, focus, offered }: Confirmation, pen: Pen): Line =>
  line(
    span("Components   ", "muted"),
    ...offered.flatMap((x): ReadonlyArray<Span> => [
      span(pointer(focus === x, pen), "focus"),
      span(`[${chosen.includes(x) ? "x" : " "}] ${x}`, focus === x ? "selected" : "plain"),
      span("  ")
    ])
  )

const textLine = (confirmation: Confirmation, words: FullWording, pen: Pen): ReadonlyArray<Line> => {
  const typed = span(
    `${confirmation.text}${confirmation.focus === "text" ? pen.caret : ""}`,
    confirmation.focus === "text" ? "focus" : "title"
  )
  if (confirmation.kind === "create") return [line(span("Backup id     ", "muted"), typed)]
  return words.required === null
    ? []
    : [line("Type  ", span(words.required, "title"), "  to confirm:  ", typed)]
}

const buttons = ({ focus }: Confirmation, words: FullWording, pen: Pen): Line =>
  line(
    span(`[${pointer(focus === "back", pen)}Leave it ]`, focus === "back" ? "selected" : "plain"),
    "   ",
    span(
      `[${pointer(focus === "go", pen)}${words.button} ]`,
      focus === "go" ? "selected" : words.blocked === null ? "plain" : "muted"
    ),
    words.blocked === null ? "" : span(`   ${words.blocked}`, "warn")
  )

/** In full, even if it takes several lines, so that it can be copied. */
const commandLines = (
  { commandLines: lines }: FullWording,
  width: number,
  most: number
): ReadonlyArray<Line> => {
  const rest = lines.length - most
  return lines
    .slice(0, most)
    .flatMap((x, i) => labelled(i === 0 ? "Same as  " : "         ", "muted", x, width))
    .concat(rest > 0 ? [line(span(`         and ${rest} more like it`, "muted"))] : [])
}

const nameLines = (
  confirmation: Confirmation,
  words: FullWording,
  room: number,
  width: number,
  pen: Pen
): ReadonlyArray<Line> => {
  const { length } = words.snapshots
  const shown = length > room ? Math.max(1, room - 1) : room
  const from = Math.max(0, Math.min(confirmation.scroll, length - shown))
  const wide = Math.max(0, ...words.snapshots.map((x) => x.name.length))
  const names = words.snapshots
    .slice(from, from + shown)
    .map((x) => fit(line("  ", cell(x.name, wide, pen.more), "  ", span(x.note, "muted")), width, pen.more))
  return length > room
    ? [...names, line(span(`  ${pen.more} ${length - shown} more, pgdn shows them`, "muted"))]
    : names
}

/** The first of them that fit entirely: half a sentence can mean the opposite of the whole. */
const whole = (items: ReadonlyArray<ReadonlyArray<Line>>, most: number): ReadonlyArray<Line> => {
  const kept: Array<Line> = []
  for (const item of items) {
    if (kept.length + item.length > most) break
    kept.push(...item)
  }
  return kept
}

/** As much of each as there is room for; a cut one ends with a sign that it is. */
const warningLines = (
  { warnings }: FullWording,
  most: number,
  width: number,
  pen: Pen
): ReadonlyArray<Line> => {
  const each = Math.max(1, Math.floor(most / Math.max(1, warnings.length)))
  return warnings
    .flatMap((x) => {
      const all = labelled(`${glyph(ofBackup.INCOMPLETE, pen)} `, "warn", x, width, "warn")
      return all.length <= each
        ? all
        : all
            .slice(0, each)
            .map((l, i) =>
              i < each - 1 ? l : fit(line(...l, span(` ${pen.more}`, "warn")), width, pen.more)
            )
    })
    .slice(0, most)
}

/** The buttons and what must be typed are always on the screen; then warnings, names and the command line; then the rest, as far as there is room. */
export const confirmationBody = (
  model: Model,
  confirmation: Confirmation,
  width: number
): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const words = confirmationOf(model, confirmation)
  const low = isLow(model.size)
  const blank = low ? [] : [line("")]
  const choices = [
    ...(confirmation.kind === "create" ? textLine(confirmation, words, pen) : []),
    chosenLine(confirmation, pen)
  ]
  const foot = [
    ...blank,
    ...commandLines(words, width, low ? 1 : 2),
    ...blank,
    ...(confirmation.kind === "create" ? [] : textLine(confirmation, words, pen)),
    buttons(confirmation, words, pen)
  ]
  const heading = labelled("", "plain", words.heading, width, "muted").slice(0, 1)
  const least = Math.min(words.snapshots.length, low ? 2 : 4)
  const above = bodyHeight(model.size) - choices.length - foot.length - heading.length - Math.max(1, least)
  const warnings = warningLines(words, low ? 1 : Math.max(1, above), width, pen)
  const head = [...choices, ...warnings]
  const room = Math.max(1, bodyHeight(model.size) - head.length - foot.length - heading.length)
  const about = whole(
    words.about.map((x) => labelled("", "plain", x, width)),
    room - least - blank.length
  )
  const gap = about.length === 0 ? [] : blank
  const left = Math.max(1, room - about.length - gap.length)
  return [...head, ...about, ...gap, ...heading, ...nameLines(confirmation, words, left, width, pen), ...foot]
}
