/**
 * The right to write. Only the process that holds the lease of a component creates snapshots of it; only the one that holds the lease of a
 * deletion deletes for it. A dead owner blocks the others for no longer than the lease's time to live.
 */
import { Context, type Effect, type Option } from "effect"
import type { BackupId } from "../domain/BackupId.ts"
import type { StoreError } from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"
import type { LeaseRecord, Subject } from "../domain/LeaseRecord.ts"

/** What a lease gives the right to do. */
export interface Scope {
  readonly repository: string
  readonly component: Component
  /** `null`: taking backups of the component. Otherwise deleting this one. */
  readonly deletionOf: BackupId | null
  /** Restoring under other names, beside everything else; absent: not that. */
  readonly aside?: true
}

/** The lease of taking backups of a component. */
export const componentScope = ({ repository, component }: Omit<Scope, "deletionOf">): Scope => ({
  repository,
  component,
  deletionOf: null
})

/** The lease of drills of a component, and of restores under other names: they disturb no backup, and one runs at a time. */
export const asideScope = ({ repository, component }: Omit<Scope, "deletionOf">): Scope => ({
  repository,
  component,
  deletionOf: null,
  aside: true
})

/** A lease that this process holds. */
export interface Held {
  readonly scope: Scope
  readonly subject: Subject
  /** Grows with every owner, so that writes of an older owner can be told from those of the present one. */
  readonly term: number
}

/** A lease as seen by a process that does not hold it. */
export interface Seen extends LeaseRecord {
  /** This process has watched for the time to live and has seen no beat. */
  readonly silent: boolean
  /** How long the owner has been silent; `none` when this process never saw it beat and has only `beatAt`, by the owner's clock, to go by. */
  readonly silentMillis: Option.Option<number>
}

/** The right to write, for one process at a time. */
export class Lease extends Context.Service<
  Lease,
  {
    /** Acquires it for something new; `none` while it is held, or was left with work to do. Atomic. */
    readonly acquire: (scope: Scope, subject: Subject) => Effect.Effect<Option.Option<Held>, StoreError>
    /**
     * Takes over the subject of an owner that is silent, has handed over or is gone; `none` when that is not, or no longer, the case. Atomic. The new
     * term is higher than `afterTerm`, the term that is known for the subject.
     */
    readonly takeOver: (
      scope: Scope,
      subject: Subject,
      afterTerm: number
    ) => Effect.Effect<Option.Option<Held>, StoreError>
    /** Gives a sign of life. `false`: it has another owner, and this process must no longer write. */
    readonly beat: (held: Held) => Effect.Effect<boolean, StoreError>
    /**
     * Must be called before every act: `true` at once when the last sign of life is recent by both the monotonic clock and the wall clock; otherwise
     * it does what `beat` does. So a process that was paused or suspended finds out before it acts.
     */
    readonly confirm: (held: Held) => Effect.Effect<boolean, StoreError>
    /** `finished`: nothing is left to do. `handed over`: another process may take the subject over at once. Does nothing when the lease is lost. */
    readonly release: (held: Held, state: "finished" | "handed over") => Effect.Effect<void, StoreError>
    /** `none`: it was never held. */
    readonly look: (scope: Scope) => Effect.Effect<Option.Option<Seen>, StoreError>
  }
>()("@camunda-backup/core/ports/Lease") {}
