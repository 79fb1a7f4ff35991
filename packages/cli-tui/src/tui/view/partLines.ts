/** A line for each part of a backup. Narrow terminals show the end of the names, where the parts differ. */
import { Quantities } from "@camunda-backup/core"
import type { DetailPart } from "../model/detailParts.ts"
import type { Model } from "../model/Model.ts"
import { ofPart } from "../theme/glyphs.ts"
import { cell, fit, type Line, line, span } from "./Line.ts"
import { glyph, penOf } from "./Pen.ts"

const isWide = (width: number): boolean => width >= 96

const nameOf = ({ component, part }: DetailPart, width: number): string =>
  isWide(width) ? part.snapshot : `${component} part ${part.part}`

const nameWidth = (parts: ReadonlyArray<DetailPart>, width: number): number =>
  Math.max(isWide(width) ? 46 : 15, ...parts.map((x) => nameOf(x, width).length))

const tookOf = ({ part }: DetailPart, now: number): string => {
  if (part.startedAt === null) return ""
  if (part.finishedAt !== null) return Quantities.took(part.finishedAt - part.startedAt)
  return part.state === "IN_PROGRESS" ? Quantities.took(now - part.startedAt) : ""
}

/** When each part began and ended is looked for after the other facts. */
const hasTimes = (width: number): boolean => width >= 140

const timesOf = ({ part }: DetailPart): ReadonlyArray<number | null> => [part.startedAt, part.finishedAt]

const timesHeading = `  ${"STARTED (UTC)".padEnd(19)}  ${"FINISHED (UTC)".padEnd(19)}`

const widthsFor = (width: number) =>
  width < 70 ? { state: 14, shards: 5, bytes: 8, took: 6 } : { state: 14, shards: 8, bytes: 9, took: 7 }

export const partsHeading = (model: Model, parts: ReadonlyArray<DetailPart>, width: number): Line => {
  const { more } = penOf(model)
  const name = nameWidth(parts, width)
  const widths = widthsFor(width)
  return line(
    span(
      `  ${cell("PART", name, more)}  ${cell("STATE", widths.state, more)} ${cell(widths.shards < 6 ? "SHARD" : "SHARDS", widths.shards, more, "right")} ${cell("SIZE", widths.bytes, more, "right")} ${cell("TOOK", widths.took, more, "right")}${hasTimes(width) ? timesHeading : ""}`,
      "muted"
    )
  )
}

export const partLines = (
  model: Model,
  parts: ReadonlyArray<DetailPart>,
  width: number
): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const wide = nameWidth(parts, width)
  const widths = widthsFor(width)
  if (parts.length === 0)
    return [
      line(
        span(
          model.detailErrors.size > 0 ? "  The parts could not be read." : `  Reading the parts ${pen.more}`,
          "muted"
        )
      )
    ]
  return parts.map((x, i) => {
    const { part } = x
    const isCurrent = model.detail.top + i === model.detail.index
    const sign = ofPart[part.state]
    const word = part.damaged ? "DAMAGED" : part.state
    const unknown = part.state === "PLANNED" || part.state === "MISSING" ? "" : pen.unknown
    const shards = part.shards === null ? unknown : `${part.shards.successful}/${part.shards.total}`
    return fit(
      line(
        span(isCurrent ? `${pen.cursor} ` : "  ", "focus"),
        span(cell(nameOf(x, width), wide, pen.more), isCurrent ? "focus" : "plain"),
        "  ",
        span(cell(`${glyph(sign, pen)} ${word}`, widths.state, pen.more), part.damaged ? "bad" : sign.role),
        ` ${cell(shards, widths.shards, pen.more, "right")}`,
        ` ${cell(part.bytes === null ? unknown : Quantities.bytes(part.bytes), widths.bytes, pen.more, "right")}`,
        ` ${cell(tookOf(x, model.now), widths.took, pen.more, "right")}`,
        hasTimes(width)
          ? timesOf(x)
              .map((at) => `  ${(at === null ? unknown : Quantities.utc(at)).padEnd(19)}`)
              .join("")
          : "",
        part.failures.length === 0
          ? ""
          : span(`  ${Quantities.count(part.failures.length, "failure")}`, "bad")
      ),
      width,
      pen.more
    )
  })
}
