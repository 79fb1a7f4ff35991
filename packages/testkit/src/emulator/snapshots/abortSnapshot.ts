import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import { leave } from "./finishSnapshot.ts"
import { bytesPerSecond } from "./bytesPerSecond.ts"
import { proceedSnapshots } from "./proceedSnapshots.ts"
import type { RunningSnapshot } from "./RunningSnapshot.ts"
import { totalShards } from "./Snapshot.ts"
import { snapshotPrefix } from "./snapshotErrors.ts"

const reason = "Snapshot was aborted by deletion"

/** A throttled copy sleeps up to this long before it looks whether it shall go on. */
const longestPause = 5000

/**
 * A delete stops a running snapshot. Shards that were only queued end at once; those on a node when it notices. Its creator, if it waits,
 * gets a FAILED snapshot, or an error when no shard had reached a node; nothing stays.
 */
export const abortSnapshot = (cluster: ServerNode & SnapshotWork, running: RunningSnapshot): void => {
  if (running.aborted || !cluster.running.includes(running)) return
  if (running.untouched) {
    leave(cluster, running)
    const prefix = snapshotPrefix(cluster, running.repository.name, running.snapshot)
    running.end({ error: new ElasticsearchError(500, "snapshot_exception", prefix + reason) })
    proceedSnapshots(cluster)
    return
  }
  running.aborted = true
  for (const shard of running.shards)
    if (shard.state === "queued") shard.fail("aborted by snapshot deletion", undefined)
  const notice =
    running.held || bytesPerSecond(running.repository, "max_snapshot_bytes_per_sec") === undefined
      ? 0
      : pause(cluster, running)
  if (notice === 0) finishAborted(cluster, running)
  else running.await(cluster.clock.after(notice, () => finishAborted(cluster, running)))
}

const pause = (cluster: ServerNode & SnapshotWork, running: RunningSnapshot): number =>
  Math.min(
    longestPause,
    ...running.shards.map((shard) => shard.remaining(cluster.clock.now())).filter((x) => x > 0)
  )

const finishAborted = (cluster: ServerNode & SnapshotWork, running: RunningSnapshot): void => {
  if (!leave(cluster, running)) return
  for (const shard of running.shards) if (!shard.ended) shard.fail("aborted", cluster.nodeId)
  const { snapshot } = running
  running.end({
    snapshot: {
      ...snapshot,
      state: "FAILED",
      reason,
      shardsDone: totalShards(snapshot),
      endTime: cluster.coarseNow()
    }
  })
  proceedSnapshots(cluster)
}
