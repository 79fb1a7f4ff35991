/** The upper half of the screen of one backup: a line or two for each component, and what is wrong. */
import { Annotation, Backup, BackupGroup, type Component, LeftOut, Quantities } from "@camunda-backup/core"
import { bodyHeight, isLow } from "../model/layout.ts"
import { factsKey, type Model } from "../model/Model.ts"
import { coverage } from "../confirmation/Wording.ts"
import type { Row } from "../model/Row.ts"
import { find, isUnread } from "../model/Selection.ts"
import { absent, deleting, ofBackup } from "../theme/glyphs.ts"
import { innerWidth } from "../model/layout.ts"
import { labelled, type Line, line, span } from "./Line.ts"
import { printable } from "../../text/printable.ts"
import { type Pen, penOf, signed } from "./Pen.ts"
import { progressLine } from "./progressLine.ts"
import { verifiedWords } from "./verifiedText.ts"

const nameWidth = 10

const statusSpan = (model: Model, row: Row, component: Component.Component, pen: Pen) => {
  const backup = row.backups.get(component)
  if (backup === undefined)
    return isUnread(model, component, row)
      ? span(`Looking for it ${pen.more}`, "muted")
      : signed(absent, "no backup with this id", pen)
  const doing = model.doing.get(factsKey(component, row.key))
  return doing === "delete"
    ? signed(deleting, "DELETING", pen)
    : signed(ofBackup[backup.state], backup.state, pen)
}

const componentLine = (model: Model, row: Row, component: Component.Component, pen: Pen): Line => {
  const backup = row.backups.get(component)
  const details = model.facts.get(factsKey(component, row.key))?.details
  const name = span(component.padEnd(nameWidth), "title")
  if (backup === undefined) return line(name, statusSpan(model, row, component, pen))
  const size = details?.parts.reduce<number | null>(
    (sum, x) => (x.bytes === null ? sum : (sum ?? 0) + x.bytes),
    null
  )
  const { finishedAt = null, startedAt = null } = details ?? {}
  const { done, total } = BackupGroup.countParts([backup])
  const facts = [
    `${done}/${total === null ? "? parts" : Quantities.count(total, "part")}`,
    ...(startedAt !== null && finishedAt !== null ? [`took ${Quantities.took(finishedAt - startedAt)}`] : []),
    ...(size === null || size === undefined ? [] : [Quantities.bytes(size)]),
    ...(backup.snapshots[0] === undefined ? [] : [printable(backup.snapshots[0].version)]),
    ...(startedAt === null
      ? []
      : [
          innerWidth(model.size) < 100
            ? `${Quantities.duration(model.now - startedAt)} ago`
            : `${Quantities.utc(startedAt)} UTC, ${Quantities.duration(model.now - startedAt)} ago`
        ])
  ]
  return line(name, statusSpan(model, row, component, pen), `  ${facts.join("  ")}`)
}

/** What its last drill found. */
const drilled = (model: Model, row: Row, component: Component.Component, width: number) => {
  const words = verifiedWords(model, component, row)
  const most = isLow(model.size) ? 1 : 3
  return words === null
    ? []
    : labelled(" ".repeat(nameWidth), "plain", words.text, width, words.role).slice(0, most)
}

/** What was said of it: of all components together, once where they say the same. */
const annotationLine = (row: Row, width: number): ReadonlyArray<Line> => {
  const said = [...row.backups.values()].map((x) => Annotation.describe(Backup.annotationOf(x)))
  const words = [...new Set(said)].filter((x) => x !== "").join(" | ")
  return words === ""
    ? []
    : labelled(" ".repeat(nameWidth), "plain", printable(words), width, "muted").slice(0, 1)
}

/** The reason for its state, and what could not be read. */
const reasons = (
  model: Model,
  row: Row,
  component: Component.Component,
  width: number
): ReadonlyArray<Line> => {
  const key = factsKey(component, row.key)
  const reason = row.backups.get(component)?.reason ?? null
  const found = model.detailErrors.get(key)
  // That it has none stands above.
  const error = found?._tag === "BackupNotFound" && !row.backups.has(component) ? undefined : found
  const left = model.facts.get(key)?.details.inNoPart ?? []
  const most = isLow(model.size) ? 1 : 3
  const label = " ".repeat(nameWidth)
  return [
    ...(reason === null ? [] : labelled(label, "plain", reason, width, "warn").slice(0, most)),
    ...(left.length === 0
      ? []
      : labelled(label, "plain", `In no part: ${LeftOut.describeAll(left)}`, width, "warn").slice(0, most)),
    ...(error === undefined
      ? []
      : labelled(label, "plain", `Could not be read: ${error.message}`, width, "bad").slice(0, most))
  ]
}

export const detailSummary = (model: Model): ReadonlyArray<Line> => {
  const width = innerWidth(model.size)
  const row = find(model, model.detail.key)
  const pen = penOf(model)
  if (row === null)
    return [
      line(span(`Backup ${model.detail.key ?? ""} is no longer in the list.`, "warn"), "  esc goes back")
    ]
  const lines = model.options.components.flatMap((component) => {
    const drill = drilled(model, row, component, width)
    return [
      ranked(0, [componentLine(model, row, component, pen)]),
      ranked(3, progressLine(model, row, component, pen, width)),
      ranked(2, reasons(model, row, component, width)),
      ranked(drill.some((x) => x.some((y) => y.role === "bad")) ? 1 : 4, drill)
    ].flat()
  })
  const annotation = annotationLine(row, width)
  return isLow(model.size)
    ? weightiest([...lines, ...ranked(5, annotation)], 4)
    : [
        ...lines.map((x) => x.text),
        ...annotation,
        ...labelled("Covers    ", "muted", coverage, width, "muted")
      ]
}

interface Ranked {
  /** The highest goes first. */
  readonly rank: number
  readonly text: Line
}

const ranked = (rank: number, lines: ReadonlyArray<Line>): ReadonlyArray<Ranked> =>
  lines.map((text) => ({ rank, text }))

/** Where there is no room: what says that a backup is not to be relied on stays longest; progress is also told below. */
const weightiest = (lines: ReadonlyArray<Ranked>, most: number): ReadonlyArray<Line> => {
  const kept = new Set(lines.toSorted((a, b) => a.rank - b.rank).slice(0, most))
  return lines.filter((x) => kept.has(x)).map((x) => x.text)
}

/** What is left for the lines of parts: below the summary, the tabs and the heading. */
export const partsHeight = (model: Model): number =>
  Math.max(1, bodyHeight(model.size) - detailSummary(model).length - (isLow(model.size) ? 2 : 3))
