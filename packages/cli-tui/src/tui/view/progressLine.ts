/** The progress of a running backup. What is not known is left out: nothing is guessed. */
import { type Component, type Progress, Quantities, type RestoreStatus } from "@camunda-backup/core"
import { factsKey, type Model } from "../model/Model.ts"
import { openRestoreOf } from "../model/Restoring.ts"
import type { Row } from "../model/Row.ts"
import { amountsOf, stageWord } from "../../text/restoreText.ts"
import { type Line, line, span } from "./Line.ts"
import type { Pen } from "./Pen.ts"

const bar = (done: number, total: number, width: number, pen: Pen): string => {
  const full = total === 0 ? 0 : Math.min(width, Math.floor((done / total) * width))
  return pen.done.repeat(full) + pen.rest.repeat(width - full)
}

/** A bar of bytes, `drilling: 12 of 40 shards, 3.1 MiB of 6.0 MiB`. */
export const restoreLine = (status: RestoreStatus, pen: Pen, width: number): Line => {
  const { bytes } = status
  const stage = stageWord(status)
  return line(
    span(bar(bytes.done, bytes.total, width >= 90 ? 24 : 12, pen), "running"),
    `  ${stage === null ? "" : `${stage}: `}${amountsOf(status)}`
  )
}

/** `part 2  ~1m 29s left  5.1 MiB of 12.4 MiB  1.8 MiB/s  1/4 shards`: what matters most stands first. */
export const progressWords = (
  { bytesPerSecond, current, remainingMillis, stalledSince }: Progress.Progress,
  now: number
): string =>
  [
    ...(stalledSince === null ? [] : [`STALLED for ${Quantities.duration(now - stalledSince)}`]),
    ...(current === null ? [] : [`part ${current.part}`]),
    ...(remainingMillis === null ? [] : [`~${Quantities.duration(remainingMillis)} left`]),
    ...(current === null || current.bytes.total === 0
      ? []
      : [`${Quantities.bytes(current.bytes.done)} of ${Quantities.bytes(current.bytes.total)}`]),
    ...(bytesPerSecond === null ? [] : [`${Quantities.bytes(bytesPerSecond)}/s`]),
    ...(current === null || current.shards.total === 0
      ? []
      : [`${current.shards.done}/${Quantities.count(current.shards.total, "shard")}`])
  ].join("  ")

export const progressLine = (
  model: Model,
  row: Row,
  component: Component.Component,
  pen: Pen,
  width: number
): ReadonlyArray<Line> => {
  const details = model.facts.get(factsKey(component, row.key))?.details
  const restoring = openRestoreOf(model, component, row)?.status ?? null
  if (restoring !== null) return [[span(" ".repeat(10)), ...restoreLine(restoring, pen, width)]]
  if (row.backups.get(component)?.state !== "IN_PROGRESS" || details === undefined) return []
  const { parts, stalledSince } = details.progress
  const wide = width >= 90 ? 24 : 12
  return [
    line(
      " ".repeat(10),
      span(bar(parts.done, parts.total, wide, pen), stalledSince === null ? "running" : "warn"),
      `  ${progressWords(details.progress, model.now)}`
    )
  ]
}
