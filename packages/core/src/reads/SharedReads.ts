/**
 * One question to Elasticsearch for many readers of the same. Who asks within `readMaxAge` of the beginning of a read gets its answer,
 * under way or finished; what this process writes makes the reads of that component begin anew. A failure is for those who waited for it and
 * is kept for nobody: whoever asks after it finds out for itself whether the trouble has passed.
 *
 * A shared read belongs to nobody: a reader that goes away does not cancel it. Its own bounds end it.
 */
import { Context, Deferred, Duration, Effect, Layer } from "effect"
import { Settings } from "../config/Settings.ts"
import type { Component } from "../domain/Component.ts"
import { monotonicMillis } from "../ports/monotonicMillis.ts"

export class SharedReads extends Context.Service<
  SharedReads,
  {
    /** One kind of read: keys of different kinds never meet. */
    readonly make: <A, E>() => (
      component: Component,
      key: string,
      read: Effect.Effect<A, E>
    ) => Effect.Effect<A, E>
    /** Carries out a write; whoever reads the component after its end, successful or not, reads anew. */
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
        // Forgotten before those who wait learn of it: one that asks again at once must not get the same failure.
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
