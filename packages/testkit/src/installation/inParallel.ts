/** Runs `work` for each item, at most `width` at a time; results in the order of the items. The first failure rejects and starts no more. */
export const inParallel = async <A, B>(
  items: ReadonlyArray<A>,
  width: number,
  work: (item: A) => Promise<B>
): Promise<ReadonlyArray<B>> => {
  const results: Array<B> = []
  const queue = items.entries()
  let failed = false
  const worker = async (): Promise<void> => {
    for (const [at, item] of queue) {
      if (failed) return
      // oxlint-disable-next-line no-await-in-loop -- one at a time in each worker is the point
      results[at] = await work(item)
    }
  }
  const guarded = () =>
    worker().catch((error: unknown) => {
      failed = true
      throw error
    })
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, guarded))
  return results
}
