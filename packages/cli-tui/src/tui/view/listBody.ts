/** The list of backups. Only the lines that are on the screen are made, however many there are. */
import { Quantities } from "@camunda-backup/core"
import { isLow, listHeight } from "../model/layout.ts"
import { isReadOnce, type Model } from "../model/Model.ts"
import { isWhole, newestGood } from "../model/Selection.ts"
import type { Row } from "../model/Row.ts"
import { type Column, columnsFor } from "./columns.ts"
import { cell, ends, fit, type Line, line, type Span, span, wrap } from "./Line.ts"
import { printable } from "../../text/printable.ts"
import { type Pen, penOf } from "./Pen.ts"
import { emptyList } from "./emptyList.ts"
import { verifiedCell } from "./verifiedText.ts"

const lead = 3

const rowLine = (
  row: Row,
  columns: ReadonlyArray<Column>,
  model: Model,
  pen: Pen,
  isCurrent: boolean
): Line => {
  const marked = model.marks.has(row.key)
  const cells = columns.flatMap(({ align, show, width }, i) => {
    const { role, text } = show(row)
    return [span(i === 0 ? "" : "  "), span(cell(printable(text), width, pen.more, align), role)]
  })
  return line(
    span(isCurrent ? `${pen.cursor} ` : "  ", "focus"),
    span(marked ? pen.mark : " ", "focus"),
    ...(isCurrent ? cells.map((x, i) => (i === 1 ? { ...x, role: "focus" as const } : x)) : cells)
  )
}

/** COMPLETED says what Elasticsearch wrote, a drill whether it can be read again. */
const recoveryDrill = (model: Model, row: Row, pen: Pen): Line => {
  if (model.verified.of.size === 0) return []
  const { role, text } = verifiedCell(model, row, pen)
  if (role === "ok") return [span(`, verified ${text}`, role)]
  return role === "bad" ? [span(`, ${text}`, role)] : []
}

/** As far as the list was read: what was not read may be good. */
const noneGood = (model: Model, pen: Pen): Span =>
  isWhole(model)
    ? span("none", "bad")
    : span(`none of the newest ${model.rows.length}, reading on ${pen.more}`, "warn")

/** What is filtered or sorted is not all there is. */
const isSearching = (model: Model): boolean =>
  !isWhole(model) && (model.filter !== "" || model.problemsOnly || model.sort !== "newest")

const searchedTo = ({ rows }: Model): string => {
  const at = rows.at(-1)?.startedAt ?? null
  return at === null ? "nothing yet" : Quantities.utc(at).slice(0, 10)
}

const recovery = (model: Model, width: number, pen: Pen): Line => {
  const row = newestGood(model)
  const newest =
    row === null || row.startedAt === null
      ? line(span("Newest good backup  ", "muted"), noneGood(model, pen))
      : line(
          span("Newest good backup  ", "muted"),
          span(row.key),
          `  ${Quantities.duration(model.now - row.startedAt)} old`,
          ...recoveryDrill(model, row, pen)
        )
  const how = [
    ...(isSearching(model) ? [`searched back to ${searchedTo(model)}`] : []),
    ...(model.filter === "" ? [] : [`filter: ${model.filter}`]),
    ...(model.problemsOnly ? ["only problems"] : []),
    ...(model.marks.size === 0 ? [] : [`${model.marks.size} marked`]),
    `sort: ${model.sort}`
  ]
  return ends(newest, line(span(how.join(` ${pen.dot} `), "muted")), width)
}

const noMatch = (model: Model): string =>
  isWhole(model)
    ? "No backup matches. esc shows all again."
    : `None of the newest ${model.rows.length} matches, back to ${searchedTo(model)}; reading on. esc shows all again.`

export const listBody = (model: Model, width: number): ReadonlyArray<Line> => {
  const pen = penOf(model)
  if (!isReadOnce(model) || model.rows.length === 0) return emptyList(model, width)
  const columns = columnsFor(model, width - lead, pen)
  const heading = line(
    span(" ".repeat(lead)),
    span(columns.map((x) => cell(x.heading, x.width, pen.more, x.align)).join("  "), "muted")
  )
  const { index, top } = model.list
  const shown = model.visible.slice(top, top + listHeight(model.size))
  const rows = shown.map((row, i) =>
    fit(rowLine(row, columns, model, pen, top + i === index), width, pen.more)
  )
  const none =
    shown.length === 0 ? wrap(noMatch(model), width - lead).map((x) => line(" ".repeat(lead), x)) : []
  return [...(isLow(model.size) ? [] : [recovery(model, width, pen)]), heading, ...rows, ...none]
}
