/**
 * A line of the screen: pieces of text, each with a meaning. Widths are columns of the terminal, not characters, and text is cut between
 * graphemes only.
 */
import stringWidth from "string-width"
import { printable } from "../../text/printable.ts"
import type { Role, Theme } from "../theme/themes.ts"

export interface Span {
  readonly text: string
  readonly role: Role
}

export type Line = ReadonlyArray<Span>

export const span = (text: string, role: Role = "plain"): Span => ({ text, role })

export const line = (...spans: ReadonlyArray<Span | string>): Line =>
  spans.map((x) => (typeof x === "string" ? span(x) : x))

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

/** Of texts that are not ASCII: the same few words are on every frame, and measuring one takes longer than drawing it. */
const widths = new Map<string, number>()
const mostWidths = 2000

const measured = (text: string): number => {
  const known = widths.get(text)
  if (known !== undefined) return known
  if (widths.size >= mostWidths) widths.clear()
  const width = stringWidth(text)
  widths.set(text, width)
  return width
}

export const widthOf = (text: string): number => (isAscii(text) ? text.length : measured(text))

export const lineWidth = (l: Line): number => l.reduce((sum, x) => sum + widthOf(x.text), 0)

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" })

/** As much of it as fits. */
export const cut = (text: string, width: number): string => {
  if (isAscii(text)) return text.slice(0, Math.max(0, width))
  let kept = ""
  let left = width
  for (const { segment } of segmenter.segment(text)) {
    left -= widthOf(segment)
    if (left < 0) break
    kept += segment
  }
  return kept
}

/** Exactly that wide: filled with blanks, or cut with a sign that something is missing. */
export const cell = (text: string, width: number, more: string, align: "left" | "right" = "left"): string => {
  const wide = widthOf(text)
  if (wide > width) {
    const short = cut(text, width - 1)
    return short + more + " ".repeat(Math.max(0, width - 1 - widthOf(short)))
  }
  const blanks = " ".repeat(width - wide)
  return align === "left" ? text + blanks : blanks + text
}

/** Exactly that wide. */
export const fit = (l: Line, width: number, more: string): Line => {
  const wide = lineWidth(l)
  if (wide === width) return l
  if (wide < width) return [...l, span(" ".repeat(width - wide))]
  const kept: Array<Span> = []
  let left = width
  for (const x of l) {
    const w = widthOf(x.text)
    if (w >= left) {
      kept.push({
        ...x,
        text: w === left && lineWidth(kept) + w === wide ? x.text : cell(x.text + more, left, more)
      })
      break
    }
    kept.push(x)
    left -= w
  }
  return kept
}

/** Left and right ends of a line; if both do not fit, the right one is dropped. */
export const ends = (left: Line, right: Line, width: number): Line => {
  const room = width - lineWidth(left) - lineWidth(right)
  return room < 1 ? left : [...left, span(" ".repeat(room)), ...right]
}

/** Between words; words that are too long are cut. */
export const wrap = (text: string, width: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  let now = ""
  for (const word of printable(text).split(" ")) {
    let rest = word
    if (now !== "" && widthOf(now) + 1 + widthOf(rest) <= width) {
      now += ` ${rest}`
      continue
    }
    if (now !== "") lines.push(now)
    while (widthOf(rest) > width) {
      const piece = cut(rest, width)
      lines.push(piece)
      rest = rest.slice(piece.length)
    }
    now = rest
  }
  return now === "" && lines.length > 0 ? lines : [...lines, now]
}

/** A text under its label: the first line begins after it, the others below the first. */
export const labelled = (
  label: string,
  role: Role,
  text: string,
  width: number,
  rest: Role = "plain"
): ReadonlyArray<Line> => {
  const indent = widthOf(label)
  return wrap(text, Math.max(8, width - indent)).map((x, i) =>
    line(span(i === 0 ? label : " ".repeat(indent), role), span(x, rest))
  )
}

export const textOfLine = (l: Line): string => l.map((x) => x.text).join("")

/** With the escape sequences of the theme. Only colours and weights are written, nothing that moves the cursor. */
export const painted = (l: Line, theme: Theme): string =>
  l
    .map(({ role, text }) => {
      const code = theme[role]
      return code === "" || text === "" ? text : `\u001B[${code}m${text}\u001B[0m`
    })
    .join("")

export const withRole = (l: Line, role: Role): Line => l.map((x) => ({ ...x, role }))
