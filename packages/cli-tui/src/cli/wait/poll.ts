/** Looks until it is enough, or the time is over. Failures that pass are waited out; the others end the wait. */
import type { ClientError } from "@camunda-backup/core"
import { Clock, Effect, Result, Schedule } from "effect"
import { isDeniedByProxy } from "../errors/exitCode.ts"
import type { Teller } from "./Teller.ts"

export interface Polling<A, E, R> {
  readonly look: Effect.Effect<A, ClientError, R>
  readonly enough: (seen: A) => boolean
  readonly refreshMillis: number
  readonly withinMillis: number
  readonly teller: Teller<A>
  /** `last`: how things stood. */
  readonly timedOut: (waitedMillis: number, last: string) => E
}

const passes = (error: ClientError): boolean =>
  (error._tag === "ServerUnreachable" && !isDeniedByProxy(error)) ||
  error._tag === "StoreUnavailable" ||
  error._tag === "StoreAnswerInvalid"

export const poll = <A, E, R>({
  enough,
  look,
  refreshMillis,
  teller,
  timedOut,
  withinMillis
}: Polling<A, E, R>): Effect.Effect<A, ClientError | E, R> => {
  const looking = Effect.gen(function* () {
    const begun = yield* Clock.currentTimeMillis
    while (true) {
      const result = yield* Effect.result(look)
      if (Result.isFailure(result)) {
        if (!passes(result.failure)) return yield* Effect.fail(result.failure)
        yield* teller.away(result.failure)
      } else {
        const done = enough(result.success)
        yield* teller.seen(result.success, done)
        if (done) return result.success
      }
      const waitedMillis = (yield* Clock.currentTimeMillis) - begun
      if (waitedMillis >= withinMillis) return yield* Effect.fail(timedOut(waitedMillis, yield* teller.last))
      yield* Effect.sleep(Math.min(refreshMillis, Math.max(1, withinMillis - waitedMillis)))
    }
  })
  // A look can be held up for as long as a request may take: the teller speaks all the same.
  return Effect.raceFirst(
    looking,
    Effect.andThen(Effect.repeat(teller.tick, Schedule.spaced("1 second")), Effect.never)
  )
}
