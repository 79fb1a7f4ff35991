/**
 * What was requested and how it ended: one entry per backup, with its attempts. The repository remains the truth about what exists. Without the
 * journal backups can still be listed and read; only "between two parts" and the reasons for failures are unknown then.
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
    /** `none`: nothing is known about the backup, or the journal does not exist. */
    readonly read: (key: Key) => Effect.Effect<Option.Option<JournalEntry>, StoreError>
    /**
     * Changes an entry by compare-and-set, again whenever another process has changed it meanwhile; `change` gets an empty entry when there is none.
     * When `change` refuses or returns the entry unchanged, nothing is written. Returns what the journal holds in the end. After
     * `StoreUnavailable{ambiguous}` the change may have been written, or may still be.
     */
    readonly update: <E>(
      key: Key,
      change: (entry: JournalEntry) => Result.Result<JournalEntry, E>
    ) => Effect.Effect<JournalEntry, E | StoreError>
    /**
     * The entries that a list needs, by backup id: those with an open attempt, a pending deletion, or a last attempt that did not complete. An attempt
     * that began a moment ago may be missing unless its id is in `including`: the lease of the component knows it.
     */
    readonly notable: (
      repository: string,
      component: Component,
      including: ReadonlyArray<BackupId>
    ) => Effect.Effect<ReadonlyMap<bigint, JournalEntry>, StoreError>
  }
>()("@camunda-backup/core/ports/Journal") {}
