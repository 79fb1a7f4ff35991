import { illegalArgument } from "../ElasticsearchError.ts"
import { type Answer, ok, plain } from "../http/Answer.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"

/** What a `_cat` call shows. Rows may have more columns than are shown without `h`. */
export interface CatTable {
  readonly columns: readonly string[]
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

/** The table as JSON (`format=json`, or asked for by `Accept`) or as aligned text. */
export const answerTable = (table: CatTable, request: EmulatorRequest): Answer => {
  const columns =
    request
      .text("h")
      ?.split(",")
      .flatMap((name) => expand(name, table)) ?? table.columns
  const known = new Set([...table.columns, ...table.rows.flatMap((row) => Object.keys(row))])
  const shown = columns.filter((column) => known.has(column))
  for (const key of request.text("s")?.split(",") ?? []) {
    const [name = ""] = key.split(":")
    if (!known.has(name)) throw illegalArgument(`Unable to sort by unknown sort key \`${name}\``)
  }
  const rows = sortRows(table.rows, request.text("s"))
  if (wantsJson(request))
    return ok(rows.map((row) => Object.fromEntries(shown.map((column) => [column, row[column] ?? null]))))
  const lines = [
    ...(request.boolean("v", false) ? [shown] : []),
    ...rows.map((row) => shown.map((column) => row[column] ?? ""))
  ]
  const widths = shown.map((_, index) => Math.max(0, ...lines.map((line) => line[index]?.length ?? 0)))
  return plain(
    lines
      .map(
        (line) =>
          `${line
            .map((cell, index) =>
              table.right?.includes(shown[index] ?? "") === true
                ? cell.padStart(widths[index] ?? 0)
                : cell.padEnd(widths[index] ?? 0)
            )
            .join(" ")
            .trimEnd()}\n`
      )
      .join("")
  )
}

const expand = (name: string, table: CatTable): readonly string[] => (name === "*" ? table.columns : [name])

const wantsJson = (request: EmulatorRequest): boolean => {
  const format = request.text("format")
  return format === undefined
    ? /json/.test(request.accept) && !/text\/plain/.test(request.accept)
    : format === "json"
}

const sortRows = (rows: CatTable["rows"], keys: string | undefined): CatTable["rows"] => {
  if (keys === undefined) return rows
  const orders = keys.split(",").map((key) => {
    const [column = "", order] = key.split(":")
    return { column, direction: order === "desc" ? -1 : 1 }
  })
  return rows.toSorted((a, b) => {
    for (const { column, direction } of orders) {
      const difference = compareCells(a[column] ?? "", b[column] ?? "")
      if (difference !== 0) return difference * direction
    }
    return 0
  })
}

const compareCells = (a: string, b: string): number => {
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) return Number(a) - Number(b)
  return a < b ? -1 : a > b ? 1 : 0
}
