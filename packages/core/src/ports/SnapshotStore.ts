/**
 * The snapshot repository: the truth about what exists. An absent snapshot is `none` or an empty list, never an error; a missing repository is an error.
 *
 * Implementations bound every call by the request timeout, retry nothing, and pass interruption on.
 */
import { Context, type Effect, type Option } from "effect"
import type { AttemptId } from "../domain/Attempt.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { StoreError } from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"
import type { CreatePlan, PlannedPart } from "../domain/CreatePlan.ts"
import type { ListPattern } from "../domain/ListPattern.ts"
import type { Snapshot } from "../domain/Snapshot.ts"
import type { SnapshotFacts, SnapshotProgress } from "../domain/SnapshotFacts.ts"
import type { SnapshotName } from "../domain/SnapshotName.ts"

/** Which part of which plan to take, and for which attempt. */
export interface CreateRequest {
  readonly plan: CreatePlan
  readonly part: PlannedPart
  readonly attempt: AttemptId
}

/** What became of a create. */
export type CreateAnswer =
  /** Finished within the request timeout. */
  | { readonly _tag: "Answered"; readonly snapshot: Snapshot }
  /** The name exists already, finished or running. */
  | { readonly _tag: "NameTaken"; readonly reason: string }
  /** Elasticsearch refuses for a temporary reason: the primaries of a restarted server are not assigned yet, or too many snapshots run at once. */
  | { readonly _tag: "NotNow"; readonly reason: string }

/** The snapshot repository: what exists, and how to create and delete it. */
export class SnapshotStore extends Context.Service<
  SnapshotStore,
  {
    /** Fails with `RepositoryMissing` when it is not registered, `RepositoryReadOnly` when it cannot be written. */
    readonly checkWritable: (repository: string) => Effect.Effect<void, StoreError>
    /**
     * Starts a part and waits for its end, at most the request timeout. Not idempotent; on `StoreUnavailable{ambiguous}` the snapshot may
     * run or exist: look with `findOne` before anything else.
     */
    readonly create: (repository: string, request: CreateRequest) => Effect.Effect<CreateAnswer, StoreError>
    /** One snapshot by exact name, with its indices. */
    readonly findOne: (
      repository: string,
      component: Component,
      name: SnapshotName
    ) => Effect.Effect<Option.Option<Snapshot>, StoreError>
    /** All snapshots of one backup id, any version and part count, oldest first, ties by name. Foreign names are left out. */
    readonly find: (
      repository: string,
      component: Component,
      backupId: BackupId
    ) => Effect.Effect<ReadonlyArray<Snapshot>, StoreError>
    /** Facts about the snapshots of these backup ids beyond their states, in as few requests as it takes. Damaged ones are left out. */
    readonly describe: (
      repository: string,
      component: Component,
      backupIds: ReadonlyArray<BackupId>
    ) => Effect.Effect<ReadonlyArray<SnapshotFacts>, StoreError>
    /** How far a running snapshot is; `none` when it does not run yet or no longer runs. */
    readonly progress: (
      repository: string,
      component: Component,
      name: SnapshotName
    ) => Effect.Effect<Option.Option<SnapshotProgress>, StoreError>
    /** The snapshots of the component that are being taken right now, by any writer. */
    readonly running: (
      repository: string,
      component: Component
    ) => Effect.Effect<ReadonlyArray<Snapshot>, StoreError>
    /** All snapshots whose names match, oldest first; with `verbose: false` by name, without times, failures and attempt. */
    readonly list: (
      repository: string,
      component: Component,
      pattern: ListPattern,
      options: { readonly verbose: boolean }
    ) => Effect.Effect<ReadonlyArray<Snapshot>, StoreError>
    /**
     * Deletes by exact names, split into requests that are short enough. Names that no longer exist are ignored. A running snapshot is aborted, which
     * can outlast the request timeout: look with `find` afterwards.
     */
    readonly delete: (
      repository: string,
      names: ReadonlyArray<SnapshotName>
    ) => Effect.Effect<void, StoreError>
    /** Succeeds when Elasticsearch answers. Needs only the privilege to read repositories. */
    readonly ping: Effect.Effect<void, StoreError>
  }
>()("@camunda-backup/core/ports/SnapshotStore") {}
