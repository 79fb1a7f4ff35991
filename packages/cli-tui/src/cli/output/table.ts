import { printable } from "../../text/printable.ts"
import { wrapped } from "../../text/wrapped.ts"

const gap = 2
/** A column that is narrower is not read, but spelled. */
const readable = 24
/** Of what stands below its row, because there is no room beside it. */
const indent = 4

/**
 * Columns as wide as their widest cell, separated by two blanks, without trailing blanks. `columns`: the width of the terminal, within which the last
 * column is wrapped; `null`: whatever reads it wants each row on one line.
 */
export const table = (
  header: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  columns: number | null = null
): string => {
  const lines = [header, ...rows.map((row) => row.map(printable))]
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const before = widths.slice(0, -1).reduce((sum, x) => sum + x + gap, 0)
  const isTooWide = columns !== null && before + (widths.at(-1) ?? 0) > columns
  const room = columns === null ? 0 : columns - before
  const lineOf = (line: ReadonlyArray<string>): ReadonlyArray<string> => {
    const first = line.slice(0, -1).map((cell, column) => cell.padEnd(widths[column] ?? 0))
    const last = line.at(-1) ?? ""
    if (!isTooWide) return [[...first, last].join(" ".repeat(gap))]
    if (room < readable)
      return [
        first.join(" ".repeat(gap)),
        ...(last === "" || line === header
          ? []
          : wrapped(last, columns - indent).map((x) => " ".repeat(indent) + x))
      ]
    return wrapped(last, room).map((x, i) =>
      i === 0 ? [...first, x].join(" ".repeat(gap)) : " ".repeat(before) + x
    )
  }
  return lines
    .flatMap(lineOf)
    .map((x) => `${x.trimEnd()}\n`)
    .join("")
}
