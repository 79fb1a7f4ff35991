import { illegalArgument } from "../ElasticsearchError.ts"
import { type Answer, ok, plain } from "../http/Answer.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"

/** What a `_cat` call shows. Rows may have more columns than are shown without `h`. */
export interface CatTable {
  readonly columns: readonly string[]
  /** Shorter names of columns: what is asked for by one is shown by it. */
  readonly aliases?: Readonly<Record<string, string>>
  /** Columns of numbers, which text shows at the right. */
  readonly right?: readonly string[]
  readonly rows: readonly Readonly<Record<string, string | null>>[]
}

export const catParameters = [
  "format",
  "h",
  "s",
  "v",
  "help",
  "local",
  "master_timeout",
  "bytes",
  "time",
  "ts"
]

/** The table as JSON or YAML (`format=json`, or asked for by `Accept`), or as aligned text. */
export const answerTable = (table: CatTable, request: EmulatorRequest): Answer => {
  const known = new Set([...table.columns, ...table.rows.flatMap((row) => Object.keys(row))])
  const columnOf = (name: string): string => table.aliases?.[name] ?? name
  const asked = request
    .text("h")
    ?.split(",")
    .flatMap((name) => (name === "*" ? table.columns : [name]))
  const shown = (asked ?? table.columns).filter((name) => known.has(columnOf(name)))
  const order = (request.text("s")?.split(",") ?? []).map((key) => {
    const [name = "", direction] = key.split(":")
    if (!known.has(columnOf(name))) throw illegalArgument(`Unable to sort by unknown sort key \`${name}\``)
    return { column: columnOf(name), direction: direction === "desc" ? -1 : 1 }
  })
  const cells = sortRows(table.rows, order).map((row) => shown.map((name) => row[columnOf(name)] ?? null))
  if (wantsData(request))
    return ok(cells.map((row) => Object.fromEntries(row.map((cell, at) => [shown[at] ?? "", cell]))))
  const right = new Set(table.right)
  const lines = request.boolean("v", false) ? [shown, ...cells] : cells
  return plain(
    alignedText(
      lines,
      shown.map((name) => right.has(columnOf(name)))
    )
  )
}

/** Every cell as wide as its column; only a last one that begins at the left ends where its text ends. */
const alignedText = (lines: readonly (readonly (string | null)[])[], right: readonly boolean[]): string => {
  const widths = right.map((_, at) => Math.max(0, ...lines.map((line) => line[at]?.length ?? 0)))
  const pad = (cell: string | null, at: number): string => {
    const text = cell ?? ""
    if (right[at] === true) return text.padStart(widths[at] ?? 0)
    return at === right.length - 1 ? text : text.padEnd(widths[at] ?? 0)
  }
  return lines.map((line) => `${line.map(pad).join(" ")}\n`).join("")
}

const wantsData = (request: EmulatorRequest): boolean => {
  const format = request.text("format")
  return format === undefined
    ? /json|yaml/.test(request.accept) && !/text\/plain/.test(request.accept)
    : format === "json" || format === "yaml"
}

const sortRows = (
  rows: CatTable["rows"],
  order: readonly { readonly column: string; readonly direction: number }[]
): CatTable["rows"] =>
  rows.toSorted((a, b) => {
    for (const { column, direction } of order) {
      const difference = compareCells(a[column] ?? "", b[column] ?? "")
      if (difference !== 0) return difference * direction
    }
    return 0
  })

const compareCells = (a: string, b: string): number => {
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) return Number(a) - Number(b)
  return a < b ? -1 : a > b ? 1 : 0
}
