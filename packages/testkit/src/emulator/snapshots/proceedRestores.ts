import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import { bytesPerSecond } from "./bytesPerSecond.ts"
import { sizeOf } from "./imageSize.ts"
import { proceedSnapshots } from "./proceedSnapshots.ts"
import type { RestoringShard, RunningRestore } from "./RunningRestore.ts"

/** True where a restore that begins now would be over at once. */
export const restoresAtOnce = (cluster: ServerNode & SnapshotWork, restore: RunningRestore): boolean =>
  !restore.held && restore.shards.every((shard) => copyMillis(cluster, restore, shard) === 0)

/** Moves a restore on, shard by shard; what takes time comes back here by the clock. Snapshots of its shards wait for it. */
export const proceedRestore = (cluster: ServerNode & SnapshotWork, restore: RunningRestore): void => {
  if (restore.held || restore.cancelTimer !== undefined || !cluster.restores.includes(restore)) return
  for (const shard of restore.shards) {
    if (shard.state !== "waiting") continue
    const takes = copyMillis(cluster, restore, shard)
    shard.begin(cluster.clock.now(), takes)
    restore.cancelTimer = cluster.clock.after(takes, () => {
      restore.cancelTimer = undefined
      if (shard.state === "copying") shard.finish()
      proceedSnapshots(cluster)
      proceedRestore(cluster, restore)
    })
    return
  }
  leave(cluster, restore)
}

/** An index that is deleted, or replaced, takes its shards out of what is restored. */
export const dropRestored = (cluster: ServerNode & SnapshotWork, indexUuid: string): void => {
  for (const restore of cluster.restores.slice()) {
    const dropped = restore.shards.filter((shard) => shard.indexUuid === indexUuid && shard.underWay)
    for (const shard of dropped) shard.end("failed")
    if (dropped.length === 0 || restore.shards.some((shard) => shard.underWay)) continue
    restore.cancelTimer?.()
    restore.cancelTimer = undefined
    leave(cluster, restore)
  }
}

const leave = (cluster: ServerNode & SnapshotWork, restore: RunningRestore): void => {
  const at = cluster.restores.indexOf(restore)
  if (at >= 0) cluster.restores.splice(at, 1)
  proceedSnapshots(cluster)
}

/** Its share of the time that every restore takes, or what its files take at the repository's rate, if that is longer. */
const copyMillis = (
  cluster: ServerNode & SnapshotWork,
  restore: RunningRestore,
  shard: RestoringShard
): number => {
  const share = cluster.restoreDuration / Math.max(1, restore.shards.length)
  const rate = bytesPerSecond(restore.repository, "max_restore_bytes_per_sec")
  return rate === undefined ? share : Math.max(share, (sizeOf(shard.files).bytes / rate) * 1000)
}
