/** What is answered of several components at once, each for itself. `Transport`: what can go wrong on the way to who answers. */
import type { Result } from "effect"
import type { CreateError } from "./BackupError.ts"
import type { BackupId } from "./BackupId.ts"
import type { Component } from "./Component.ts"
import type { LeftOut } from "./LeftOut.ts"
import type { SnapshotName } from "./SnapshotName.ts"

/** What became of a create, for one component. */
export interface Outcome<Transport = never> {
  readonly component: Component
  readonly result: Result.Result<ReadonlyArray<SnapshotName>, CreateError | Transport>
}

/** What became of a create of several components. */
export interface Created<Transport = never> {
  readonly backupId: BackupId
  /** In the order they were asked for. */
  readonly outcomes: ReadonlyArray<Outcome<Transport>>
}

/** One snapshot of a plan. */
export interface PlannedSnapshot {
  readonly snapshot: SnapshotName
  /** What it would hold by what exists now. */
  readonly indices: ReadonlyArray<string>
}

/** What a create would take of one component, or why it would be refused. */
export interface Planned<Transport = never> {
  readonly component: Component
  readonly result: Result.Result<ReadonlyArray<PlannedSnapshot>, CreateError | Transport>
  /** What stands under the prefix and comes into none of the snapshots. Of a refusal none; the refusal may name them. */
  readonly inNoPart: ReadonlyArray<LeftOut>
}
