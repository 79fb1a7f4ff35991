/** Medians and ratios: absolute times say little on a shared machine, ratios of pairs in the same run do. */
import { setTimeout as delay } from "node:timers/promises"

export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

export interface Paired {
  /** Milliseconds. */
  readonly ours: number
  readonly bare: number
  /** Median of the ratios of each pair. */
  readonly ratio: number
}

const millis = async (run: () => Promise<unknown>, pauseMillis: number): Promise<number> => {
  if (pauseMillis > 0) await delay(pauseMillis)
  const started = performance.now()
  await run()
  return performance.now() - started
}

/**
 * Runs the two in turn, the first one first and second by turns, after some turns that do not count. With a pause before each call it is what a
 * poller pays: nothing is shared with a call before, and nothing is hot.
 */
export const paired = async (
  turns: number,
  warmup: number,
  ours: () => Promise<unknown>,
  bare: () => Promise<unknown>,
  pauseMillis = 0
): Promise<Paired> => {
  const pairs: Array<readonly [number, number]> = []
  for (let i = -warmup; i < turns; i++) {
    let pair: readonly [number, number]
    if (i % 2 === 0) pair = [await millis(ours, pauseMillis), await millis(bare, pauseMillis)]
    else {
      const second = await millis(bare, pauseMillis)
      pair = [await millis(ours, pauseMillis), second]
    }
    if (i >= 0) pairs.push(pair)
  }
  return {
    ours: median(pairs.map(([a]) => a)),
    bare: median(pairs.map(([, b]) => b)),
    ratio: median(pairs.map(([a, b]) => a / b))
  }
}
