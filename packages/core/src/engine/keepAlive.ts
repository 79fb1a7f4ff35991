import { Duration, Effect, Schedule } from "effect"
import { Settings } from "../config/Settings.ts"
import { type Held, Lease } from "../ports/Lease.ts"
import { Lost } from "./Lost.ts"
import { untilLost } from "./pacing.ts"

/** The longest time between two reads of something that has to be known soon. */
export const soon = Duration.seconds(1)

/**
 * Beats three times within the lease's time to live; fails when another process has taken over. While Elasticsearch is unreachable nobody can take
 * over either, so that failures are only waited out.
 */
export const keepAlive = Effect.fnUntraced(function* (
  held: Held
): Effect.fn.Return<never, Lost, Lease | Settings> {
  const { leaseTtl } = yield* Settings
  const lease = yield* Lease
  const every = Duration.divideUnsafe(leaseTtl, 3)
  return yield* lease.beat(held).pipe(
    Effect.tapError((error) =>
      Effect.logWarning("the lease could not be renewed; trying again", { reason: error.message })
    ),
    untilLost(Schedule.spaced(Duration.min(every, soon))),
    Effect.filterOrFail(
      (isMine) => isMine,
      () => new Lost()
    ),
    Effect.schedule(Schedule.spaced(every)),
    Effect.andThen(Effect.never)
  )
})
