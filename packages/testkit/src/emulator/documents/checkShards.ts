import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import { type Index, shardCount } from "../indices/Index.ts"
import { isRestoring } from "../indices/restoringShards.ts"
import type { JsonObject } from "../json/Json.ts"
import { noShardAvailable, unavailableShards } from "./shardsJson.ts"

/** Throws where shards that are being restored would have to be read. */
export const checkShards = (
  cluster: ServerNode & SnapshotWork,
  indices: readonly Index[],
  phase: string,
  action: string
): void => {
  const lost = unavailableShards(indices)
  if (lost.length > 0 && lost.length === indices.reduce((sum, index) => sum + shardCount(index), 0))
    throw new ElasticsearchError(503, "search_phase_execution_exception", "all shards failed", {
      root: noShardAvailable,
      extra: { phase, grouped: true, failed_shards: grouped(lost) }
    })
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

/** Of each index the first shard speaks for the others, whose causes are the same. */
const grouped = (lost: readonly JsonObject[]): readonly JsonObject[] =>
  [...new Map(lost.toReversed().map((one) => [one["index"], one])).values()].toReversed()
