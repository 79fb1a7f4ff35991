/** Where the emulator and the faults take their time from. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Runs `then` when that much time has passed on this clock; the answer calls it off. */
  readonly after: (milliseconds: number, then: () => void) => () => void
}

/** A clock that a test moves. */
export interface AdvancingClock extends Clock {
  /** Moves on and runs what has become due, in order, before it returns. */
  readonly advance: (milliseconds: number) => void
  /** Stands still from now on: only `advance` moves it. */
  readonly freeze: () => void
  /** Follows real time again. */
  readonly follow: () => void
  readonly frozen: boolean
}

/** Resolves when that much time has passed on the clock. */
export const sleep = (clock: Clock, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(milliseconds, resolve)
  })
