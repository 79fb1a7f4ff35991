import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import type { Index } from "../indices/Index.ts"
import { isRestoring } from "../indices/restoringShards.ts"

/** Throws where shards that are being restored would have to be read. */
export const checkShards = (
  cluster: ServerNode & SnapshotWork,
  indices: readonly Index[],
  phase: string,
  action: string
): void => {
  const missing = indices.filter((index) => isRestoring(cluster, index))
  if (missing.length === 0) return
  const cause = {
    type: "no_shard_available_action_exception",
    reason: `[${cluster.nodeName}][127.0.0.1:9300][indices:data/read/${action}]`
  }
  const failed = missing.map((index) => ({
    shard: 0,
    index: index.name,
    node: cluster.nodeId,
    reason: cause
  }))
  throw new ElasticsearchError(503, "search_phase_execution_exception", "all shards failed", {
    root: cause,
    extra: { phase, grouped: true, failed_shards: failed }
  })
}
