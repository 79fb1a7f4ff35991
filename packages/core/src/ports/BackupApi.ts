/**
 * What front ends call: everything that can be requested of backups. Each method names its errors. `AskedBy` says who asks.
 *
 * `operations/DirectBackupApi.ts` works on Elasticsearch itself; `adapters/http` asks a server, ours or Camunda's own, and may also fail on the
 * way there (`BackupClient`).
 */
import { Context, type Effect, type Option } from "effect"
import type { Annotation } from "../domain/Annotation.ts"
import type { Attempt } from "../domain/Attempt.ts"
import type { Backup } from "../domain/Backup.ts"
import type { BackupDetails } from "../domain/BackupDetails.ts"
import type {
  CancelError,
  CreateError,
  DeleteError,
  GetError,
  ReadError,
  ResumeError
} from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Page, Query } from "../domain/BackupPage.ts"
import type { Component } from "../domain/Component.ts"
import type { ListPattern } from "../domain/ListPattern.ts"
import type { Created } from "../domain/CreateOutcome.ts"
import type { PlannedCreate } from "../domain/PlannedCreate.ts"
import type { SnapshotName } from "../domain/SnapshotName.ts"

/** Which backups a list shows, and how much of each. */
export interface ListOptions {
  readonly pattern: ListPattern
  /** `false`: faster, but without start times, failures and order. */
  readonly verbose: boolean
}

/** Everything that can be requested of backups. `Transport`: what can go wrong on the way to the process that carries it out. */
export interface Backups<Transport = never> {
  /** Answers as soon as the plan is checked and recorded, with what is said of the backup (by default nothing); the parts are taken in the background. Returns the snapshot names in the order of the parts. */
  readonly create: (
    component: Component,
    backupId: BackupId,
    annotation?: Annotation
  ) => Effect.Effect<ReadonlyArray<SnapshotName>, CreateError | Transport>
  /**
   * Backs up several components under one id. `partial`: each independently, so that a refusal of one does not hide the acceptance of another;
   * otherwise nothing is taken when a plan shows that one of them would be refused (`BackupWithheld` for the others). Without an id it uses the
   * Unix time in seconds, or the next second for which no component has a backup.
   */
  readonly createGroup: (
    components: ReadonlyArray<Component>,
    backupId: Option.Option<BackupId>,
    partial: boolean,
    annotation?: Annotation
  ) => Effect.Effect<Created<Transport>, ReadError | Transport>
  /** What a create would take right now, or why it would be refused, for each component independently. Nothing is written. */
  readonly planCreate: (
    components: ReadonlyArray<Component>,
    backupId: BackupId,
    annotation?: Annotation
  ) => Effect.Effect<ReadonlyArray<PlannedCreate<Transport>>, Transport>
  /** The snapshots come in the order in which the parts were taken. */
  readonly get: (component: Component, backupId: BackupId) => Effect.Effect<Backup, GetError | Transport>
  /** Everything known about one backup: its parts, including those that do not exist, and its progress. */
  readonly details: (
    component: Component,
    backupId: BackupId
  ) => Effect.Effect<BackupDetails, GetError | Transport>
  /** Newest backup first, newest part first. */
  readonly list: (
    component: Component,
    options: ListOptions
  ) => Effect.Effect<ReadonlyArray<Backup>, ReadError | Transport>
  /** Some of the backups of several components, newest first. */
  readonly page: (query: Query) => Effect.Effect<Page, ReadError | Transport>
  /** Every attempt that the journal knows for the id, oldest first, including those that left nothing. */
  readonly attempts: (
    component: Component,
    backupId: BackupId
  ) => Effect.Effect<ReadonlyArray<Attempt>, GetError | Transport>
  /** Stops a running attempt of the id, deletes all its snapshots, and returns when they are gone. */
  readonly delete: (component: Component, backupId: BackupId) => Effect.Effect<void, DeleteError | Transport>
  /** Stops a running attempt; returns when the request is recorded. Finished parts stay. */
  readonly cancel: (component: Component, backupId: BackupId) => Effect.Effect<void, CancelError | Transport>
  /** Resumes an attempt that ended before its last part; returns when the request is recorded. */
  readonly resume: (component: Component, backupId: BackupId) => Effect.Effect<void, ResumeError | Transport>
}

/** Everything that can be requested of backups, carried out in this process. */
export class BackupApi extends Context.Service<BackupApi, Backups>()(
  "@camunda-backup/core/ports/BackupApi"
) {}
