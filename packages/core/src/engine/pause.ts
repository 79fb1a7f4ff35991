import { Deferred, Effect, Random } from "effect"

/** Waits, give or take a fifth, so that replicas do not retry in step. */
const pause = Effect.fnUntraced(function* (millis: number) {
  if (millis > 0) yield* Effect.sleep(millis * (0.8 + 0.4 * (yield* Random.next)))
})

/** Waits, but stops waiting when it is requested to stop. `stopping`: it was requested before, so that there is nothing to wait for. */
export const pauseUnlessStopped = (
  stop: Deferred.Deferred<void>,
  stopping: boolean,
  millis: number
): Effect.Effect<void> => (stopping ? pause(millis) : Effect.raceFirst(pause(millis), Deferred.await(stop)))
