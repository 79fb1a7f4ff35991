/**
 * Restores and drills as they were meant and how they ended, what they proved of each backup, and what each backup has to look like. Kept
 * beside the entries of backups (`Journal`), in the same index.
 */
import { Context, type Effect, type Option, type Result } from "effect"
import type { BackupId } from "../domain/BackupId.ts"
import type { StoreError } from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"
import type { Manifest } from "../domain/restore/Manifest.ts"
import type { Restore } from "../domain/restore/Restore.ts"
import type { RestoreId } from "../domain/RestoreId.ts"
import type { Verification } from "../domain/Verification.ts"

/** Which restore. */
export interface RestoreKey {
  readonly repository: string
  readonly component: Component
  readonly id: RestoreId
}

/** Restores, what they proved, and what backups have to look like. */
export class RestoreJournal extends Context.Service<
  RestoreJournal,
  {
    /** `none`: no such restore is known. */
    readonly read: (key: RestoreKey) => Effect.Effect<Option.Option<Restore>, StoreError>
    /**
     * Changes a restore by compare-and-set, as often as others change it meanwhile. `change` may refuse, and then nothing is written. On
     * `StoreUnavailable{ambiguous}` the change may have been written, or may still be.
     */
    readonly update: <E>(
      key: RestoreKey,
      change: (restore: Option.Option<Restore>) => Result.Result<Restore, E>
    ) => Effect.Effect<Restore, E | StoreError>
    /** All restores and drills of a component, newest first; one that began within the last second may be missing. */
    readonly list: (
      repository: string,
      component: Component
    ) => Effect.Effect<ReadonlyArray<Restore>, StoreError>
    /** What the last drill of each backup found, by backup id. */
    readonly verifications: (
      repository: string,
      component: Component
    ) => Effect.Effect<ReadonlyMap<bigint, Verification>, StoreError>
    /** Keeps it as the last word on the backup. */
    readonly verify: (repository: string, verification: Verification) => Effect.Effect<void, StoreError>
    /** `none`: none was kept when the backup was taken. */
    readonly manifest: (
      repository: string,
      component: Component,
      backupId: BackupId
    ) => Effect.Effect<Option.Option<Manifest>, StoreError>
    /** Keeps it in place of any of an earlier attempt. */
    readonly keep: (repository: string, manifest: Manifest) => Effect.Effect<void, StoreError>
  }
>()("@camunda-backup/core/ports/RestoreJournal") {}
