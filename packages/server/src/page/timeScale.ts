/** A scale of time for a picture: where a moment stands, and which moments get a label. */
import { Quantities } from "@camunda-backup/core"

const { d, h } = Quantities.unitMillis

const steps = [h, 3 * h, 6 * h, 12 * h, d, 2 * d, 7 * d, 14 * d, 28 * d, 91 * d, 364 * d]

const mostLabels = 6

export interface TimeScale {
  /** From 0 to 1. */
  readonly of: (at: number) => number
  readonly ticks: ReadonlyArray<{ readonly at: number; readonly label: string }>
}

/** `11-28`, or `06:00` where there are several a day. */
const labelOf = (at: number, step: number): string => {
  const text = Quantities.utc(at)
  return step >= d || at % d === 0 ? text.slice(5, 10) : text.slice(11, 16)
}

/** Ticks stand at midnights or full hours, in UTC. */
export const timeScale = (from: number, to: number): TimeScale => {
  const span = Math.max(h, to - from)
  const start = to - span
  const step = steps.find((x) => span / x <= mostLabels) ?? Math.ceil(span / mostLabels / d) * d
  const first = Math.ceil(start / step) * step
  const count = first > to ? 0 : Math.floor((to - first) / step) + 1
  return {
    of: (at) => Math.min(1, Math.max(0, (at - start) / span)),
    ticks: Array.from({ length: count }, (_, i) => first + i * step).map((at) => ({
      at,
      label: labelOf(at, step)
    }))
  }
}
