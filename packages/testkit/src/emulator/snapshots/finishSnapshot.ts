import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import type { RunningSnapshot } from "./RunningSnapshot.ts"
import { type ShardFailure, type Snapshot, totalShards } from "./Snapshot.ts"
import { snapshotNotRecorded } from "./snapshotErrors.ts"

/** Ends a snapshot that has copied what it can, as ordered, or as its shards ended; does nothing when it is not running any more. */
export const finishSnapshot = (cluster: ServerNode & SnapshotWork, running: RunningSnapshot): void => {
  if (!leave(cluster, running)) return
  const { outcome, repository } = running
  const finished = finish(cluster, running)
  const limit = Number(repository.settings["max_number_of_snapshots"] ?? Infinity)
  if (outcome !== undefined && "vanish" in outcome)
    running.end({ error: snapshotNotRecorded(repository.name, finished, "the snapshot was lost") })
  else if (repository.store.snapshots.size >= limit)
    running.end({
      error: snapshotNotRecorded(repository.name, finished, overflow(repository.store.snapshots.size, limit))
    })
  else {
    repository.store.add(finished, running.copies())
    running.end({ snapshot: finished })
  }
}

/** Takes it off the list of what runs; false when it was not on it. */
export const leave = (cluster: ServerNode & SnapshotWork, running: RunningSnapshot): boolean => {
  const position = cluster.running.indexOf(running)
  if (position >= 0) cluster.running.splice(position, 1)
  return position >= 0
}

const finish = (cluster: ServerNode & SnapshotWork, running: RunningSnapshot): Snapshot => {
  const begun = running.result
  const { outcome } = running
  const ordered = outcome !== undefined && "state" in outcome ? outcome : undefined
  const without = ordered?.state === "SUCCESS" ? (ordered.without ?? []) : []
  const indices =
    without.length === 0
      ? begun.indices
      : new Map([...begun.indices].filter(([name]) => !without.includes(name)))
  const failures = [
    ...begun.failures,
    ...(ordered?.state === "PARTIAL" ? failuresOf(cluster, begun, ordered.failures) : [])
  ]
  return {
    ...begun,
    indices,
    failures,
    state:
      ordered?.state === "FAILED"
        ? "FAILED"
        : failures.length > 0 || ordered?.state === "PARTIAL"
          ? "PARTIAL"
          : "SUCCESS",
    reason: ordered?.state === "FAILED" ? ordered.reason : undefined,
    shardsDone: totalShards({ ...begun, indices }),
    endTime: cluster.coarseNow()
  }
}

const failuresOf = (
  cluster: ServerNode & SnapshotWork,
  snapshot: Snapshot,
  ordered: readonly Partial<ShardFailure>[] | undefined
): readonly ShardFailure[] => {
  const [first] = shardsOf(cluster, snapshot, "node shutdown")
  if (first === undefined) return []
  return (ordered ?? [{}]).map(({ index = first.index, ...failure }) =>
    Object.assign(
      {},
      first,
      { index, indexUuid: snapshot.indices.get(index)?.uuid ?? first.indexUuid },
      failure
    )
  )
}

/** Every shard of a snapshot as one that failed. */
const shardsOf = (
  cluster: ServerNode & SnapshotWork,
  snapshot: Snapshot,
  reason: string
): readonly ShardFailure[] =>
  [...snapshot.indices].flatMap(([index, image]) =>
    Array.from({ length: image.shards }, (_, shard) => ({
      index,
      indexUuid: image.uuid,
      shard,
      reason,
      nodeId: cluster.nodeId
    }))
  )

const overflow = (held: number, limit: number): string =>
  `Cannot add another snapshot to this repository as it already contains [${held}] snapshots ` +
  `and is configured to hold up to [${limit}] snapshots only.`
