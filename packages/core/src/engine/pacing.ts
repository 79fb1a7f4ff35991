/** How the engine paces what it repeats until it succeeds, by the same rules as the step machine. */
import { Duration, Effect, Schedule } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import { pollDelay, retryDelay } from "../domain/step.ts"
import { isLost, type Lost } from "./Lost.ts"

const by = (delay: (tries: number) => number) =>
  Schedule.addDelay(Schedule.forever, ({ output: tries }) => Effect.succeed(delay(tries)))

/** For waiting for what another process is about to do. */
export const polling = by(pollDelay)

/**
 * For waiting until the owner of a lease that lives so long is known to be dead. Who looks less often than that sees a gap each time, and counts the
 * owner's silence anew for ever.
 */
export const watching = (leaseTtl: Duration.Duration) =>
  by((tries) => Math.min(pollDelay(tries), Duration.toMillis(leaseTtl) / 6))

/** For retries; give or take a fifth, so that replicas do not retry in step. */
export const retrying = Schedule.jittered(by(retryDelay))

/** Retries until it succeeds, or another process has taken over. `schedule` has no end, so that there is no other failure. */
export const untilLost =
  (schedule: Schedule.Schedule<unknown>) =>
  <A, R>(effect: Effect.Effect<A, StoreError | Lost, R>): Effect.Effect<A, Lost, R> =>
    Effect.retry(effect, { schedule, while: (error) => !isLost(error) }).pipe(
      Effect.catch((error) => (isLost(error) ? Effect.fail(error) : Effect.die(error)))
    )
