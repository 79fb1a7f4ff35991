/**
 * What the last list of a component saw, so that the next one need not read again what cannot have changed.
 *
 * Nothing is answered from here: states are always judged by what is read now. It only tells which of the states need no second look.
 */
import { Context, Effect, Layer, type Option } from "effect"
import type { Component } from "../domain/Component.ts"
import type { Seen } from "../ports/Lease.ts"
import type { AtRest } from "./atRest.ts"

/** What one list saw of a component. */
export interface Sight {
  readonly lease: Option.Option<Seen>
  readonly atRest: AtRest
}

export class LastSeen extends Context.Service<
  LastSeen,
  {
    readonly get: (component: Component) => Sight | undefined
    readonly set: (component: Component, sight: Sight) => void
    readonly forget: (component: Component) => void
  }
>()("@camunda-backup/core/reads/LastSeen") {}

export const layer: Layer.Layer<LastSeen> = Layer.effect(
  LastSeen,
  Effect.sync(() => {
    const sights = new Map<Component, Sight>()
    return LastSeen.of({
      get: (component) => sights.get(component),
      set: (component, sight) => void sights.set(component, sight),
      forget: (component) => void sights.delete(component)
    })
  })
)
