/** What front ends ask beyond Camunda's four requests: several components at once, pages, and all there is to say of one backup. */
import { Context, type Effect, type Option, type Result } from "effect"
import type { BackupDetails } from "../domain/BackupDetails.ts"
import type { BackupError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Page, Query } from "../domain/BackupPage.ts"
import type { Component } from "../domain/Component.ts"
import type { LeftOut } from "../domain/LeftOut.ts"
import type { SnapshotName } from "../domain/SnapshotName.ts"

/** What became of a create, for one component. */
export interface Outcome {
  readonly component: Component
  readonly result: Result.Result<ReadonlyArray<SnapshotName>, BackupError>
}

/** What a create would take of one component, or why it would be refused. */
export interface Planned {
  readonly component: Component
  readonly result: Result.Result<ReadonlyArray<PlannedSnapshot>, BackupError>
  /** What stands under the prefix and comes into none of the snapshots. Of a refusal none; the refusal may name them. */
  readonly inNoPart: ReadonlyArray<LeftOut>
}

/** One snapshot of a plan. */
export interface PlannedSnapshot {
  readonly snapshot: SnapshotName
  /** What it would hold by what exists now. */
  readonly indices: ReadonlyArray<string>
}

/** What became of a create of several components. */
export interface Created {
  readonly backupId: BackupId
  /** In the order they were asked for. */
  readonly outcomes: ReadonlyArray<Outcome>
}

/** Several components at once, plans, pages, and all there is to say of one backup. */
export class BackupDesk extends Context.Service<
  BackupDesk,
  {
    /** Each component for itself. Without an id the Unix time in seconds, or the next second at which no component has a backup. */
    readonly create: (
      components: ReadonlyArray<Component>,
      backupId: Option.Option<BackupId>,
      askedBy: string
    ) => Effect.Effect<Created, BackupError>
    /** What a create at this moment would take, or why it would be refused, each component for itself. Nothing is written. */
    readonly plan: (
      components: ReadonlyArray<Component>,
      backupId: BackupId
    ) => Effect.Effect<ReadonlyArray<Planned>, BackupError>
    readonly page: (query: Query) => Effect.Effect<Page, BackupError>
    readonly details: (component: Component, backupId: BackupId) => Effect.Effect<BackupDetails, BackupError>
  }
>()("@camunda-backup/core/ports/BackupDesk") {}
