/**
 * The right to write for one component. Whoever holds it is the only one that creates snapshots of the component; it is lost when it is not
 * renewed in time, so that a dead owner blocks nobody for longer than its time to live.
 */
import { Context, type Effect, type Option } from "effect"
import type { AttemptId } from "../domain/Attempt.ts"
import type { Component } from "../domain/Component.ts"

export interface Held {
  readonly component: Component
  readonly owner: AttemptId
  /** Grows with every owner: what an older owner writes can be told from what the present one writes. */
  readonly term: number
}

export class Lease extends Context.Service<
  Lease,
  {
    /** `none` while another owner holds it. Atomic. */
    readonly acquire: (component: Component, owner: AttemptId) => Effect.Effect<Option.Option<Held>>
    /** `false` when it was lost: the owner must stop writing. */
    readonly renew: (held: Held) => Effect.Effect<boolean>
    readonly release: (held: Held) => Effect.Effect<void>
    /** The present owner, if its lease has not expired. */
    readonly owner: (component: Component) => Effect.Effect<Option.Option<AttemptId>>
  }
>()("@camunda-backup/core/ports/Lease") {}
