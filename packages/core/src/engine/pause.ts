import { Deferred, Effect, Option, Random } from "effect"
import * as Attempt from "../domain/Attempt.ts"
import type { Ownership } from "./Ownership.ts"

/** Waits, give or take a fifth, so that replicas do not retry in step. */
const pause = Effect.fnUntraced(function* (millis: number) {
  if (millis > 0) yield* Effect.sleep(millis * (0.8 + 0.4 * (yield* Random.next)))
})

/** Waits, but stops waiting when the attempt is requested to stop and was not before. */
export const pauseUnlessStopped = (ownership: Ownership, attempt: Attempt.Attempt, millis: number) =>
  Option.isSome(Attempt.stopAsked(attempt))
    ? pause(millis)
    : Effect.raceFirst(pause(millis), Deferred.await(ownership.stop))
