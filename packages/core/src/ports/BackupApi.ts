/**
 * What front ends call: everything somebody can ask of backups. Each method names what it can fail with. Who asks is `AskedBy`.
 *
 * `operations/DirectBackupApi.ts` carries it out over Elasticsearch; `adapters/http` asks a server, ours or Camunda's own, and may fail on the
 * way there as well (`BackupClient`).
 */
import { Context, type Effect, type Option } from "effect"
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

/** What a list shows of which backups. */
export interface ListOptions {
  readonly pattern: ListPattern
  /** `false`: faster; without start times, failures and order. */
  readonly verbose: boolean
}

/** Everything somebody can ask of backups. `Transport`: what can go wrong on the way to who carries it out. */
export interface Backups<Transport = never> {
  /** Answers as soon as the plan is checked and recorded; the parts are taken in the background. The names are in order of parts. */
  readonly create: (
    component: Component,
    backupId: BackupId
  ) => Effect.Effect<ReadonlyArray<SnapshotName>, CreateError | Transport>
  /**
   * Several components under one id, each for itself: a refusal of one does not hide the acceptance of another. Without an id the Unix time in
   * seconds, or the next second at which no component has a backup.
   */
  readonly createGroup: (
    components: ReadonlyArray<Component>,
    backupId: Option.Option<BackupId>
  ) => Effect.Effect<Created<Transport>, ReadError | Transport>
  /** What a create at this moment would take, or why it would be refused, each component for itself. Nothing is written. */
  readonly planCreate: (
    components: ReadonlyArray<Component>,
    backupId: BackupId
  ) => Effect.Effect<ReadonlyArray<PlannedCreate<Transport>>, Transport>
  /** Snapshots in the order of parts as they were taken. */
  readonly get: (component: Component, backupId: BackupId) => Effect.Effect<Backup, GetError | Transport>
  /** All there is to say of one backup: its parts, also those that are not there, and how far it is. */
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
  /** Every attempt the journal knows of the id, oldest first, also those that left nothing. */
  readonly attempts: (
    component: Component,
    backupId: BackupId
  ) => Effect.Effect<ReadonlyArray<Attempt>, GetError | Transport>
  /** Stops a running attempt of the id, deletes all its snapshots, and returns when they are gone. */
  readonly delete: (component: Component, backupId: BackupId) => Effect.Effect<void, DeleteError | Transport>
  /** Stops a running attempt; returns when that is recorded. What is finished stays. */
  readonly cancel: (component: Component, backupId: BackupId) => Effect.Effect<void, CancelError | Transport>
  /** Goes on with an attempt that ended before its last part; returns when that is recorded. */
  readonly resume: (component: Component, backupId: BackupId) => Effect.Effect<void, ResumeError | Transport>
}

/** Everything somebody can ask of backups, carried out in this process. */
export class BackupApi extends Context.Service<BackupApi, Backups>()(
  "@camunda-backup/core/ports/BackupApi"
) {}
