/**
 * One request to Elasticsearch for many identical reads. A read that is requested within `readMaxAge` after another one began gets that one's
 * answer, in flight or finished; after a write of this process the reads of that component start afresh. A failure goes to those that waited for it
 * and is not kept: a later read finds out for itself whether the trouble has passed.
 *
 * No reader owns a shared read: one that goes away does not cancel it. Its own bounds end it.
 */
import { Context, Deferred, Duration, Effect, Layer } from "effect"
import { Settings } from "../config/Settings.ts"
import type { Component } from "../domain/Component.ts"
import { monotonicMillis } from "../ports/monotonicMillis.ts"

export class SharedReads extends Context.Service<
  SharedReads,
  {
    /** One kind of read; equal keys of different kinds are unrelated. */
    readonly make: <A, E>() => (
      component: Component,
      key: string,
      read: Effect.Effect<A, E>
    ) => Effect.Effect<A, E>
    /** Carries out a write; reads of the component that begin after its end, successful or not, are fresh. */
    readonly afterwards: <A, E>(component: Component, write: Effect.Effect<A, E>) => Effect.Effect<A, E>
  }
>()("@camunda-backup/core/reads/SharedReads") {}

interface Shared<A, E> {
  readonly component: Component
  readonly beganAt: number
  readonly answer: Deferred.Deferred<A, E>
}

export const layer: Layer.Layer<SharedReads, never, Settings> = Layer.effect(
  SharedReads,
  Effect.gen(function* () {
    const readMaxAgeMillis = Duration.toMillis((yield* Settings).readMaxAge)
    const scope = yield* Effect.scope
    const kinds: Array<(component: Component) => void> = []

    const make = <A, E>() => {
      const shared = new Map<string, Shared<A, E>>()
      kinds.push((component) => {
        for (const [key, read] of shared) if (read.component === component) shared.delete(key)
      })
      const begin = Effect.fnUntraced(function* (
        component: Component,
        key: string,
        now: number,
        read: Effect.Effect<A, E>
      ) {
        for (const [other, { beganAt }] of shared) if (now - beganAt > readMaxAgeMillis) shared.delete(other)
        const answer = yield* Deferred.make<A, E>()
        const at = `${component} ${key}`
        const forget = Effect.sync(() => {
          if (shared.get(at)?.answer === answer) shared.delete(at)
        })
        shared.set(at, { component, beganAt: now, answer })
        // Forgotten before the waiting readers get it: one that retries at once must not get the same failure.
        yield* Effect.forkIn(
          Deferred.into(
            Effect.onError(read, () => forget),
            answer
          ),
          scope,
          {
            startImmediately: true
          }
        )
        return answer
      })
      return (component: Component, key: string, read: Effect.Effect<A, E>) =>
        readMaxAgeMillis === 0
          ? read
          : Effect.gen(function* () {
              const now = yield* monotonicMillis
              const found = shared.get(`${component} ${key}`)
              const answer =
                found !== undefined && now - found.beganAt <= readMaxAgeMillis
                  ? found.answer
                  : yield* Effect.uninterruptible(begin(component, key, now, read))
              return yield* Deferred.await(answer)
            })
    }

    return SharedReads.of({
      make,
      afterwards: (component, write) =>
        Effect.ensuring(
          write,
          Effect.sync(() => {
            for (const forget of kinds) forget(component)
          })
        )
    })
  })
)
