/**
 * What front ends call. Two implementations: `operations/` directly (`layers.ts`), and over HTTP against a server (`adapters/http`), ours
 * or Camunda's own actuator.
 */
import { Context, type Effect } from "effect"
import type { Attempt } from "../domain/Attempt.ts"
import type { Backup } from "../domain/Backup.ts"
import type { BackupError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import type { ListPattern } from "../domain/ListPattern.ts"
import type { SnapshotName } from "../domain/SnapshotName.ts"

/** What a list shows of which backups. */
export interface ListOptions {
  readonly pattern: ListPattern
  /** `false`: faster; without start times, failures and order. */
  readonly verbose: boolean
}

/** What front ends call: Camunda's four requests, and cancel, resume and attempts. */
export class BackupApi extends Context.Service<
  BackupApi,
  {
    /** Answers as soon as the plan is checked and recorded; the parts are taken in the background. The names are in order of parts. */
    readonly create: (
      component: Component,
      backupId: BackupId,
      askedBy: string
    ) => Effect.Effect<ReadonlyArray<SnapshotName>, BackupError>
    /** Snapshots in the order of parts as they were taken. */
    readonly get: (component: Component, backupId: BackupId) => Effect.Effect<Backup, BackupError>
    /** Newest backup first, newest part first. */
    readonly list: (
      component: Component,
      options: ListOptions
    ) => Effect.Effect<ReadonlyArray<Backup>, BackupError>
    /** Stops a running attempt of the id, deletes all its snapshots, and returns when they are gone. */
    readonly delete: (
      component: Component,
      backupId: BackupId,
      askedBy: string
    ) => Effect.Effect<void, BackupError>
    /** Stops a running attempt; returns when that is recorded. What is finished stays. */
    readonly cancel: (
      component: Component,
      backupId: BackupId,
      askedBy: string
    ) => Effect.Effect<void, BackupError>
    /** Goes on with an attempt that ended before its last part; returns when that is recorded. */
    readonly resume: (
      component: Component,
      backupId: BackupId,
      askedBy: string
    ) => Effect.Effect<void, BackupError>
    /** Every attempt the journal knows of the id, oldest first, also those that left nothing. */
    readonly attempts: (
      component: Component,
      backupId: BackupId
    ) => Effect.Effect<ReadonlyArray<Attempt>, BackupError>
  }
>()("@camunda-backup/core/ports/BackupApi") {}
