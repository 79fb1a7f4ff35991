/** Medians and ratios: absolute times say little on a shared machine, ratios of pairs in the same run do. */
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

const millis = async (run: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await run()
  return performance.now() - started
}

/** Runs the two in turn, the first one first and second by turns, after some turns that do not count. */
export const paired = async (
  turns: number,
  warmup: number,
  ours: () => Promise<unknown>,
  bare: () => Promise<unknown>
): Promise<Paired> => {
  const pairs: Array<readonly [number, number]> = []
  for (let i = -warmup; i < turns; i++) {
    let pair: readonly [number, number]
    if (i % 2 === 0) pair = [await millis(ours), await millis(bare)]
    else {
      const second = await millis(bare)
      pair = [await millis(ours), second]
    }
    if (i >= 0) pairs.push(pair)
  }
  return {
    ours: median(pairs.map(([a]) => a)),
    bare: median(pairs.map(([, b]) => b)),
    ratio: median(pairs.map(([a, b]) => a / b))
  }
}
