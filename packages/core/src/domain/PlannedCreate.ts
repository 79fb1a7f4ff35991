/** What a create would do, for the dry run. `Transport`: what can go wrong on the way to the answering server. */
import type { Result } from "effect"
import type { CreateError } from "./BackupError.ts"
import type { Component } from "./Component.ts"
import type { LeftOut } from "./LeftOut.ts"
import type { SnapshotName } from "./SnapshotName.ts"

/** One snapshot that a create would take. */
export interface PlannedSnapshot {
  readonly snapshot: SnapshotName
  /** What it would hold, judged by the indices that exist now. */
  readonly indices: ReadonlyArray<string>
}

/** What a create would take of one component, or why it would be refused. */
export interface PlannedCreate<Transport = never> {
  readonly component: Component
  readonly result: Result.Result<ReadonlyArray<PlannedSnapshot>, CreateError | Transport>
  /** Indices under the prefix that none of the snapshots would hold. Empty for a refusal, which may name them itself. */
  readonly inNoPart: ReadonlyArray<LeftOut>
}
