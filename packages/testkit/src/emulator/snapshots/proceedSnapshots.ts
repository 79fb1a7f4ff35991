import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import type { Repository } from "../repositories/Repository.ts"
import { bytesPerSecond } from "./bytesPerSecond.ts"
import { finishSnapshot } from "./finishSnapshot.ts"
import { shardFiles, sizeOf } from "./imageSize.ts"
import type { RunningShard } from "./RunningShard.ts"
import type { RunningSnapshot } from "./RunningSnapshot.ts"

/** Shards that are copied at a time by one node; others wait in INIT. */
export const parallelShards = 10

/**
 * Moves every running snapshot on as far as it goes without time: starts shards that nobody else copies, ends snapshots whose shards have
 * ended, and carries out deletes that waited for them. What takes time comes back here by the clock.
 */
export const proceedSnapshots = (cluster: ServerNode & SnapshotWork): void => {
  for (const running of cluster.running.slice()) proceed(cluster, running)
  for (const deletion of cluster.deletions.slice()) {
    if (busy(cluster, deletion.repository)) continue
    cluster.deletions.splice(cluster.deletions.indexOf(deletion), 1)
    for (const name of deletion.names) deletion.repository.store.remove(name)
    deletion.done()
  }
}

/** A delete waits while a node copies shards into the repository; snapshots whose shards are all queued do not keep it. */
const busy = (cluster: ServerNode & SnapshotWork, repository: Repository): boolean =>
  cluster.running.some((one) => one.repository.name === repository.name && !one.untouched)

const proceed = (cluster: ServerNode & SnapshotWork, running: RunningSnapshot): void => {
  if (running.aborted || !cluster.running.includes(running)) return
  startShards(cluster, running)
  if (running.held || running.waits) return
  if (running.shards.length === 0 && cluster.snapshotDuration > 0 && !running.paused) {
    running.paused = true
    wait(cluster, running, cluster.snapshotDuration)
    return
  }
  for (let next = nextShard(running); next !== undefined; next = nextShard(running)) {
    const shard = next
    const takes = copyMillis(cluster, running, shard)
    shard.beginCopy(cluster.clock.now(), takes)
    if (takes > 0) {
      wait(cluster, running, takes, () => endShard(cluster, shard))
      return
    }
    endShard(cluster, shard)
  }
  if (!running.copied) return
  finishSnapshot(cluster, running)
  proceedSnapshots(cluster)
}

const wait = (
  cluster: ServerNode & SnapshotWork,
  running: RunningSnapshot,
  milliseconds: number,
  then = () => {}
): void =>
  running.await(
    cluster.clock.after(milliseconds, () => {
      running.await(undefined)
      then()
      proceedSnapshots(cluster)
    })
  )

const startShards = (cluster: ServerNode & SnapshotWork, running: RunningSnapshot): void => {
  const rivals = cluster.running.slice(0, cluster.running.indexOf(running))
  const { store } = running.repository
  for (const shard of running.shards) {
    if (shard.state !== "queued") continue
    const taken = rivals.some(
      (rival) =>
        rival.repository.name === running.repository.name && rival.occupies(shard.image.uuid, shard.shard)
    )
    if (taken || comesBack(cluster, shard)) continue
    const missing = shardFiles(shard.image).filter(
      (file) => !store.holds(shard.image.uuid, shard.shard, file.id)
    )
    shard.start(missing, cluster.coarseNow())
  }
}

/** A shard that is being restored is not there to be copied. */
export const comesBack = (cluster: ServerNode & SnapshotWork, { image, shard }: RunningShard): boolean =>
  cluster.restores.some((restore) =>
    restore.shards.some(
      (one) => one.indexUuid === image.uuid && one.shard === shard && !one.active && one.state !== "failed"
    )
  )

const nextShard = (running: RunningSnapshot): RunningShard | undefined =>
  running.shards.find((shard) => shard.state === "started")

const endShard = (cluster: ServerNode & SnapshotWork, shard: RunningShard): void => {
  if (shard.ended) return
  const corrupt = cluster.directives.corruption(shard.index, shard.shard)
  if (corrupt === undefined) shard.end(cluster.coarseNow())
  else shard.fail(corrupt, cluster.nodeId)
}

/** Its share of the time that every snapshot takes, or what its new files take at the repository's rate, if that is longer. */
const copyMillis = (
  cluster: ServerNode & SnapshotWork,
  running: RunningSnapshot,
  shard: RunningShard
): number => {
  const share = cluster.snapshotDuration / running.shards.length
  const rate = bytesPerSecond(running.repository, "max_snapshot_bytes_per_sec")
  return rate === undefined ? share : Math.max(share, (sizeOf(shard.files).bytes / rate) * 1000)
}
