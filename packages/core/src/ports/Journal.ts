/**
 * What was meant and how it ended: one entry a backup, with its attempts. The repository stays the truth about what exists; without the
 * journal backups can still be listed and read, only "between two parts" and the reasons of failures are then unknown.
 */
import { Context, type Effect, type Option, type Result } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import type { JournalEntry, Key } from "../domain/JournalEntry.ts"

/** What was requested, by whom, and how it ended: one entry per backup. */
export class Journal extends Context.Service<
  Journal,
  {
    /** `none`: nothing is known of the backup, or the journal does not exist. */
    readonly read: (key: Key) => Effect.Effect<Option.Option<JournalEntry>, StoreError>
    /**
     * Changes an entry by compare-and-set, as often as others change it meanwhile; an entry that is not there is given to `change` empty.
     * `change` may refuse, and then nothing is written; an entry it gives back as it got it is not written either. Returns what is in the
     * journal in the end. On `StoreUnavailable{ambiguous}` the change may have been written, or may still be.
     */
    readonly update: <E>(
      key: Key,
      change: (entry: JournalEntry) => Result.Result<JournalEntry, E>
    ) => Effect.Effect<JournalEntry, E | StoreError>
    /**
     * The entries a list needs: an open attempt, a pending deletion, or a last attempt that did not complete. By backup id. One that began a
     * moment ago may be missing unless it is asked for in `including`: the lease of the component knows its id.
     */
    readonly notable: (
      repository: string,
      component: Component,
      including: ReadonlyArray<BackupId>
    ) => Effect.Effect<ReadonlyMap<bigint, JournalEntry>, StoreError>
  }
>()("@camunda-backup/core/ports/Journal") {}
