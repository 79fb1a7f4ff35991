import type { FailedShard } from "../indices/FailedShard.ts"
import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import { recoveryTrace } from "./shardFailure.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"

/** The server goes down: what was on its way back is lost for good, and nobody remembers the restore. The index is still there. */
export const interruptRestores = (cluster: IndexState & ServerNode & SnapshotWork): void => {
  for (const restore of cluster.restores.splice(0)) {
    restore.cancelTimer?.()
    for (const shard of restore.shards.filter((one) => one.underWay)) {
      const index = [...cluster.indices.values()].find(({ uuid }) => uuid === shard.indexUuid)
      shard.end("failed")
      if (index === undefined) continue
      const log = `/emulator/data/indices/${index.uuid}/${shard.shard}/translog/translog.ckp`
      const failed: FailedShard = {
        reason: "ALLOCATION_FAILED",
        at: cluster.now(),
        attempts: 5,
        details: recoveryTrace(cluster, index, shard.shard, "failed to recover from gateway", [
          `org.elasticsearch.index.translog.TranslogCorruptedException: translog from source [${log}] is corrupted`,
          `java.nio.file.NoSuchFileException: ${log}`
        ]),
        source: undefined
      }
      index.failedShards = new Map([...index.failedShards, [shard.shard, failed]])
      index.documents.loseShard(shard.shard)
    }
  }
}
