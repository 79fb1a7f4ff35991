import { Clock, Effect } from "effect"

/** Milliseconds of a monotonic clock with an arbitrary origin, for measuring how long something takes. */
export const monotonicMillis: Effect.Effect<number> = Effect.map(
  Clock.monotonicTimeNanos,
  (nanos) => Number(nanos / 1000n) / 1000
)
