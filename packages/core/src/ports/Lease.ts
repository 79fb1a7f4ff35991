/**
 * The right to write. Whoever holds the lease of a component is the only one that creates snapshots of it; whoever holds the lease of a
 * deletion is the only one that deletes for it. A dead owner blocks nobody for longer than its time to live.
 */
import { Context, type Effect, type Option } from "effect"
import type { BackupId } from "../domain/BackupId.ts"
import type { StoreError } from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"
import type { LeaseRecord, Subject } from "../domain/LeaseRecord.ts"

/** What a lease gives the right to write. */
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
  /** Grows with every owner: what an older owner writes can be told from what the present one writes. */
  readonly term: number
}

/** A lease as somebody sees it who does not hold it. */
export interface Seen extends LeaseRecord {
  /** No beat for the time to live, by this process's own watching. */
  readonly silent: boolean
  /** How long the owner is silent; `none` when this process never saw it beat, and has only `beatAt` by the owner's clock to go by. */
  readonly silentMillis: Option.Option<number>
}

/** The right to write, for one process at a time. */
export class Lease extends Context.Service<
  Lease,
  {
    /** For something new; `none` while it is held, or left with work to do. Atomic. */
    readonly acquire: (scope: Scope, subject: Subject) => Effect.Effect<Option.Option<Held>, StoreError>
    /**
     * To go on with the subject of an owner that is silent, departed or gone; `none` when that is not so (any more). Atomic. The new term is
     * above `afterTerm`, the one the subject is known under.
     */
    readonly takeOver: (
      scope: Scope,
      subject: Subject,
      afterTerm: number
    ) => Effect.Effect<Option.Option<Held>, StoreError>
    /** Gives a sign of life. `false`: another owner has it, the holder must not write any more. */
    readonly beat: (held: Held) => Effect.Effect<boolean, StoreError>
    /**
     * To be asked before every act: `true` at once when the last sign of life is young, by the clock that only moves forward and by the one
     * on the wall; otherwise as `beat`. So a process that was paused or suspended finds out before it acts.
     */
    readonly confirm: (held: Held) => Effect.Effect<boolean, StoreError>
    /** `finished`: nothing is left to do. `handed over`: others may go on with the subject at once. Nothing when it is lost. */
    readonly release: (held: Held, state: "finished" | "handed over") => Effect.Effect<void, StoreError>
    /** `none`: nobody ever held it. */
    readonly look: (scope: Scope) => Effect.Effect<Option.Option<Seen>, StoreError>
  }
>()("@camunda-backup/core/ports/Lease") {}
