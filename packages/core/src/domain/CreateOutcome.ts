/** What is answered of a create of several components at once, each for itself. `Transport`: what can go wrong on the way to the answering server. */
import type { Result } from "effect"
import type { CreateGroupError } from "./BackupError.ts"
import type { BackupId } from "./BackupId.ts"
import type { Component } from "./Component.ts"
import type { SnapshotName } from "./SnapshotName.ts"

/** What became of a create, for one component: the names of the snapshots it will take, or why it was refused. */
export interface CreateOutcome<Transport = never> {
  readonly component: Component
  readonly result: Result.Result<ReadonlyArray<SnapshotName>, CreateGroupError | Transport>
}

/** What became of a create of several components. */
export interface Created<Transport = never> {
  readonly backupId: BackupId
  /** In the order in which the components were requested. */
  readonly outcomes: ReadonlyArray<CreateOutcome<Transport>>
}
