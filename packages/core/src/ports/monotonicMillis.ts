import { Clock, Effect } from "effect"

/** Milliseconds of a clock that only moves forward, from an origin of no meaning: for measuring how long something takes. */
export const monotonicMillis: Effect.Effect<number> = Effect.map(
  Clock.monotonicTimeNanos,
  (nanos) => Number(nanos / 1000n) / 1000
)
