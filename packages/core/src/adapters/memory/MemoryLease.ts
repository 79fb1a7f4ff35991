/** The lease of one process. It expires like a shared one, so that the operations behave alike over both. */
import { Clock, Effect, Layer, Option } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { Component } from "../../domain/Component.ts"
import { type Held, Lease } from "../../ports/Lease.ts"

interface Entry {
  readonly held: Held
  readonly expires: number
}

export const layer: Layer.Layer<Lease, never, Settings> = Layer.effect(
  Lease,
  Effect.gen(function* () {
    const { leaseTtlMillis } = yield* Settings
    const entries = new Map<Component, Entry>()
    let term = 0
    const current = (component: Component, now: number): Option.Option<Held> => {
      const entry = entries.get(component)
      return entry !== undefined && entry.expires > now ? Option.some(entry.held) : Option.none()
    }
    const isMine = (held: Held, now: number): boolean =>
      Option.exists(current(held.component, now), (x) => x.term === held.term)

    return Lease.of({
      acquire: (component, owner) =>
        Effect.map(Clock.currentTimeMillis, (now) => {
          if (Option.isSome(current(component, now))) return Option.none()
          term++
          const held: Held = { component, owner, term }
          entries.set(component, { held, expires: now + leaseTtlMillis })
          return Option.some(held)
        }),
      renew: (held) =>
        Effect.map(Clock.currentTimeMillis, (now) => {
          if (!isMine(held, now)) return false
          entries.set(held.component, { held, expires: now + leaseTtlMillis })
          return true
        }),
      release: (held) =>
        Effect.map(Clock.currentTimeMillis, (now) => {
          if (isMine(held, now)) entries.delete(held.component)
        }),
      owner: (component) =>
        Effect.map(Clock.currentTimeMillis, (now) => Option.map(current(component, now), (x) => x.owner))
    })
  })
)
