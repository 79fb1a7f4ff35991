/**
 * Bringing indices back from snapshots. A status code proves nothing here: Elasticsearch answers 200 when every shard failed, and an empty
 * `_recovery` when nothing was restored. Success is what `shards` says of every planned shard.
 */
import { Context, type Effect } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type { RestoreId } from "../domain/RestoreId.ts"
import type { Running } from "../domain/restore/Running.ts"
import type { ShardRecovery } from "../domain/restore/ShardRecovery.ts"
import type { SnapshotContent } from "../domain/restore/SnapshotContent.ts"
import type { SnapshotName } from "../domain/SnapshotName.ts"

/** What to bring back. */
export interface RestoreRequest {
  readonly repository: string
  readonly snapshot: SnapshotName
  /** Exact names of indices of the snapshot; never empty. */
  readonly indices: ReadonlyArray<string>
  /**
   * Put before every name; empty: under their own names. Lower case letters, digits, `-`, `_` and `.`. Under other names indices come without
   * aliases and lifecycle policy, which would lead the readers of the original, and the policy of its age, to the copy.
   */
  readonly namePrefix: string
  /** Written into the settings of every index it makes, in the same act. */
  readonly mark: RestoreId
  /** `true`: without replicas, and with checksums verified on start. `false`: replicas as in the backup. Write-blocked both. */
  readonly trial: boolean
  /**
   * In place: `true` leaves `index.blocks.read_only` out, for whoever knows from a manifest where to put it on again; `false`: as in the backup.
   * `index.blocks.metadata` is left out in any case, and under other names every block.
   */
  readonly blocksLater: boolean
}

/** What became of a restore request. */
export type RestoreAnswer =
  | { readonly _tag: "Accepted" }
  /** Refused for a reason that passes, and not carried out: the snapshot is being deleted, the cluster has no master or too much to do. */
  | { readonly _tag: "NotNow"; readonly reason: string }

/** Brings indices back from snapshots, and tells how far they are. */
export class Recovery extends Context.Service<
  Recovery,
  {
    /**
     * What these snapshots hold. One whose files cannot be read is a `StoreRejected` that names it: it is damaged, or gone. Damaged data is not
     * seen here, only by a restore.
     */
    readonly content: (
      repository: string,
      names: ReadonlyArray<SnapshotName>
    ) => Effect.Effect<ReadonlyArray<SnapshotContent>, StoreError>
    /**
     * Begins and does not wait. Not idempotent; on `StoreUnavailable{ambiguous}` it may have been carried out: whether an index carries the
     * mark tells. `include_global_state: false`, no feature states.
     */
    readonly restore: (request: RestoreRequest) => Effect.Effect<RestoreAnswer, StoreError>
    /** Every primary of these indices; of an index that does not exist none. */
    readonly shards: (names: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<ShardRecovery>, StoreError>
    /** Snapshots, deletions and restores that run in the cluster, in whatever repository. */
    readonly running: Effect.Effect<ReadonlyArray<Running>, StoreError>
  }
>()("@camunda-backup/core/ports/Recovery") {}
