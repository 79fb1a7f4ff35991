/** Random numbers that are always the same for a seed (mulberry32). */
export interface Random {
  /** From 0 to `below`, a whole number. */
  readonly integer: (below: number) => number
  readonly chance: (percent: number) => boolean
  readonly pick: <A>(from: readonly [A, ...ReadonlyArray<A>]) => A
}

export const random = (seed: number): Random => {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (below: number): number => Math.floor(next() * below)
  return {
    integer,
    chance: (percent) => integer(100) < percent,
    pick: (from) => from[integer(from.length)] ?? from[0]
  }
}
