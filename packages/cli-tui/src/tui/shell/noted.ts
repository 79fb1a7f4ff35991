/** Every request is logged with its time; what only reads is bounded. */
import { type ClientError, Quantities, TransportError } from "@camunda-backup/core"
import { Clock, Effect, Result } from "effect"
import type { Msg } from "../model/Msg.ts"

export type Send = (msg: Msg) => void

let number = 0

/** What changes something is never folded with another. */
const changes = /^(create|delete|cancel|pause|resume|restore|drill) /

/** A server that accepts and says nothing must not keep the screen waiting as long as a delete may take. */
const readWithinMillis = 30_000

export const read = <A, R>(effect: Effect.Effect<A, ClientError, R>, url: string) =>
  Effect.timeoutOrElse(effect, {
    duration: readWithinMillis,
    orElse: () =>
      Effect.fail(
        new TransportError.ServerUnreachable({
          url,
          reason: `none within ${Quantities.exactDuration(readWithinMillis)}.`,
          boundMillis: readWithinMillis
        })
      )
  })

/** For what is said elsewhere, by the HTTP requests that it makes. */
export const unheard: Send = () => {}

/** `send`: who is told of it. */
export const noted = <A, E extends ClientError, R>(
  send: Send,
  what: string,
  effect: Effect.Effect<A, E, R>,
  describe: (value: A) => string
): Effect.Effect<Result.Result<A, E>, never, R> =>
  Effect.gen(function* () {
    const mine = ++number
    const begun = yield* Clock.currentTimeMillis
    yield* Effect.sync(() =>
      send({ _tag: "Asked", number: mine, what, at: begun, isRepeatable: !changes.test(what) })
    )
    const result = yield* Effect.result(effect)
    const millis = (yield* Clock.currentTimeMillis) - begun
    const failed = Result.isFailure(result)
    const answer = failed ? result.failure.message : describe(result.success)
    yield* Effect.sync(() =>
      send({ _tag: "Answered", number: mine, millis, status: null, size: "", answer, failed })
    )
    return result
  })
