import type { Call } from "../Call.ts"

/**
 * The smallest script it finds that still fails: takes away halves, then quarters, down to single calls, as long as `fails` holds.
 * `calls` must fail.
 */
export const shrinkSequence = async (
  calls: readonly Call[],
  fails: (calls: readonly Call[]) => Promise<boolean>
): Promise<readonly Call[]> => {
  let kept = calls
  for (let size = Math.ceil(calls.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    let at = 0
    while (at < kept.length) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + size)]
      // oxlint-disable-next-line no-await-in-loop -- each trial begins with what the last one left
      if (rest.length > 0 && (await fails(rest))) kept = rest
      else at += size
    }
  }
  return kept
}
