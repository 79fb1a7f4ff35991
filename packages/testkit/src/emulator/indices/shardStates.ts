import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { hasUnassignedPrimaries, type Index, shardCount } from "./Index.ts"
import { restoringShards } from "./restoringShards.ts"

export type ShardState = "STARTED" | "INITIALIZING" | "UNASSIGNED"

/** Of every primary, in the order of shards. */
export const shardStates = (cluster: ServerNode & SnapshotWork, index: Index): readonly ShardState[] => {
  const restoring = new Set(restoringShards(cluster, index).map(({ shard }) => shard))
  const placed = !hasUnassignedPrimaries(index, cluster.nodeName)
  return Array.from({ length: shardCount(index) }, (_, shard) =>
    !placed || index.failedShards.has(shard)
      ? "UNASSIGNED"
      : restoring.has(shard)
        ? "INITIALIZING"
        : "STARTED"
  )
}

/** Shards of one index in this state. */
export const shardsIn = (
  cluster: ServerNode & SnapshotWork,
  index: Index,
  state: ShardState
): readonly number[] => shardStates(cluster, index).flatMap((one, shard) => (one === state ? [shard] : []))
