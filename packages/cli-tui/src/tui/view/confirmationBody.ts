/** A confirmation: what exactly will be done, and the command line that does the same. */
import { Quantities } from "@camunda-backup/core"
import type { Confirmation } from "../model/Dialog.ts"
import { bodyHeight, isLow } from "../model/layout.ts"
import type { Model } from "../model/Model.ts"
import { type FullWording, confirmationOf } from "../confirmation/confirmationOf.ts"
import { ofBackup } from "../theme/glyphs.ts"
import { canBeDescribed } from "../confirmation/createWording.ts"
import { printable } from "../../text/printable.ts"
import { cell, fit, labelled, type Line, line, lineWidth, span, type Span, widthOf } from "./Line.ts"
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

/** The end of what is typed is always seen. */
const said = (confirmation: Confirmation, field: "description" | "labels", width: number, pen: Pen): Line => {
  const label = field === "description" ? "Description   " : "Labels        "
  const hint = field === "description" ? "none" : "none; key=value, key=value"
  const text = confirmation[field]
  const isFocus = confirmation.focus === field
  const room = width - label.length - 1
  const clean = printable(text)
  const shown = widthOf(clean) <= room ? clean : `${pen.more}${clean.slice(1 - room)}`
  return line(
    span(label, "muted"),
    text === "" ? span("") : span(shown, isFocus ? "focus" : "title"),
    span(isFocus ? pen.caret : "", "focus"),
    span(text === "" ? `${isFocus ? " " : ""}${hint}` : "", "muted")
  )
}

/** On a low screen those that are typed in, or say something. */
const saidLines = (model: Model, confirmation: Confirmation, width: number, pen: Pen): ReadonlyArray<Line> =>
  (["description", "labels"] as const)
    .filter(
      (x) =>
        canBeDescribed(model, confirmation) &&
        (!isLow(model.size) || confirmation.focus === x || confirmation[x] !== "")
    )
    .map((x) => said(confirmation, x, width, pen))

/** Why the button does not work stands beside it, or above where there is no room. */
const buttons = (
  { focus }: Confirmation,
  words: FullWording,
  width: number,
  pen: Pen
): ReadonlyArray<Line> => {
  const both = line(
    span(`[${pointer(focus === "back", pen)}Leave it ]`, focus === "back" ? "selected" : "plain"),
    "   ",
    span(
      `[${pointer(focus === "go", pen)}${words.button} ]`,
      focus === "go" ? "selected" : words.blocked === null ? "plain" : "muted"
    )
  )
  if (words.blocked === null) return [both]
  const beside = line(...both, span(`   ${words.blocked}`, "warn"))
  return lineWidth(beside) <= width ? [beside] : [...labelled("", "warn", words.blocked, width, "warn"), both]
}

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

/** Where there is room for one: which of how many it is. */
const singleName = ({ scroll }: Confirmation, { snapshots }: FullWording, width: number, pen: Pen): Line => {
  const at = Math.min(scroll, snapshots.length - 1)
  const note = `  ${at + 1} of ${snapshots.length}`
  return line("  ", cell(snapshots[at]?.name ?? "", width - 2 - note.length, pen.more), span(note, "muted"))
}

const nameLines = (
  confirmation: Confirmation,
  words: FullWording,
  room: number,
  width: number,
  pen: Pen
): ReadonlyArray<Line> => {
  const { length } = words.snapshots
  if (room === 1 && length > 1) return [singleName(confirmation, words, width, pen)]
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

const warningOf = (text: string, width: number, pen: Pen): ReadonlyArray<Line> =>
  labelled(`${glyph(ofBackup.INCOMPLETE, pen)} `, "warn", text, width, "warn")

/** All of them where there is room; else the beginning of each, and once it is scrolled all of them from there. */
const guardLines = (
  { guards }: FullWording,
  { scroll }: Confirmation,
  room: number,
  width: number,
  pen: Pen
): ReadonlyArray<Line> => {
  const each = guards.map(({ isBad, text }) =>
    isBad ? warningOf(text, width, pen) : labelled("", "plain", text, width)
  )
  const all = each.flat()
  if (all.length <= room) return all
  const shown = Math.max(0, room - 1)
  const hint = (text: string): Line => line(span(`  ${pen.more} ${text}`, "warn"))
  if (scroll === 0) {
    const share = Math.max(1, Math.floor(shown / guards.length))
    return [...each.flatMap((x) => x.slice(0, share)).slice(0, shown), hint("pgdn shows the rest")]
  }
  const from = Math.min(scroll, all.length - shown)
  const after = all.length - from - shown
  return [
    ...all.slice(from, from + shown),
    hint(after > 0 ? `${Quantities.count(after, "more line")}, pgdn shows them` : "pgup shows the beginning")
  ]
}

/** How many lines each part of the body gets: what comes first here goes last when the screen is small. */
const shared = (
  model: Model,
  confirmation: Confirmation,
  words: FullWording,
  width: number,
  fixed: number
) => {
  const pen = penOf(model)
  const low = isLow(model.size)
  let room = bodyHeight(model.size) - fixed
  const taking = (lines: ReadonlyArray<Line>): ReadonlyArray<Line> => {
    room -= lines.length
    return lines
  }
  const ifRoom = (lines: ReadonlyArray<Line>): ReadonlyArray<Line> =>
    lines.length <= room ? taking(lines) : []
  const guards = taking(guardLines(words, confirmation, Math.max(1, room), width, pen))
  const commands = ifRoom(commandLines(words, width, low ? 1 : 2))
  const heading = labelled("", "plain", words.heading, width, "muted").slice(0, 1)
  const least = heading.length + Math.min(words.snapshots.length, low ? 2 : 4)
  const reserved = Math.min(least, room)
  room -= reserved
  const warnings = taking(warningLines(words, room, width, pen))
  const about = taking(
    whole(
      words.about.map((x) => labelled("", "plain", x, width)),
      room
    )
  )
  const blanks = low ? 0 : Math.min(3, room)
  room -= blanks
  const names = room + reserved - heading.length
  return { guards, commands, warnings, about, blanks, heading, names }
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
    .map((x) => warningOf(x, width, pen))
    .flatMap((all) =>
      all.length <= each
        ? all
        : all
            .slice(0, each)
            .map((l, i) =>
              i < each - 1 ? l : fit(line(...l, span(` ${pen.more}`, "warn")), width, pen.more)
            )
    )
    .slice(0, Math.max(0, most))
}

/**
 * The buttons and what must be typed are always on the screen, and what protects data; then the command line, names, warnings and the rest, as far
 * as there is room.
 */
export const confirmationBody = (
  model: Model,
  confirmation: Confirmation,
  width: number
): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const words = confirmationOf(model, confirmation)
  const typed = textLine(confirmation, words, pen)
  const isCreate = confirmation.kind === "create"
  const choices = [
    ...(isCreate ? typed : []),
    ...(confirmation.job === null ? [chosenLine(confirmation, pen)] : []),
    ...saidLines(model, confirmation, width, pen)
  ]
  const foot = [...(isCreate ? [] : typed), ...buttons(confirmation, words, width, pen)]
  const { about, blanks, commands, guards, heading, names, warnings } = shared(
    model,
    confirmation,
    words,
    width,
    choices.length + foot.length
  )
  const blank = (which: number) => (blanks >= which ? [line("")] : [])
  const listed = names < 1 ? [] : [...heading, ...nameLines(confirmation, words, names, width, pen)]
  return [
    ...choices,
    ...guards,
    ...warnings,
    ...about,
    ...blank(2),
    ...listed,
    ...blank(1),
    ...commands,
    ...blank(3),
    ...foot
  ]
}
