/** The clock of a machine whose wall time is set while it runs; the time that only moves forward, and timers, do not notice. */
import { Clock, Effect } from "effect"

export interface SteppedClock extends Clock.Clock {
  readonly step: (millis: number) => void
}

export const steppedClock = (): SteppedClock => {
  const real = Effect.runSync(Clock.clockWith((clock) => Effect.succeed(clock)))
  let ahead = 0
  const millis = () => real.currentTimeMillisUnsafe() + ahead
  const nanos = () => real.currentTimeNanosUnsafe() + BigInt(ahead) * 1_000_000n
  return {
    currentTimeMillisUnsafe: millis,
    currentTimeMillis: Effect.sync(millis),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: () => real.monotonicTimeNanosUnsafe(),
    monotonicTimeNanos: real.monotonicTimeNanos,
    sleep: (duration) => real.sleep(duration),
    step: (by) => {
      ahead += by
    }
  }
}
