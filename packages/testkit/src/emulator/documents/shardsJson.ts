import { type Index, shardCount } from "../indices/Index.ts"
import type { JsonObject } from "../json/Json.ts"

/** `_shards` of a search: shards that are on no node are told of. */
export const shardsJson = (indices: readonly Index[]): JsonObject => {
  const total = indices.reduce((sum, index) => sum + shardCount(index), 0)
  const failures = unavailableShards(indices)
  return {
    total,
    successful: total - failures.length,
    skipped: 0,
    failed: failures.length,
    ...(failures.length > 0 ? { failures } : {})
  }
}

export const unavailableShards = (indices: readonly Index[]): readonly JsonObject[] =>
  indices.flatMap((index) =>
    [...index.failedShards.keys()]
      .toSorted((a, b) => a - b)
      .map((shard) => ({ shard, index: index.name, node: null, reason: noShardAvailable }))
  )

export const noShardAvailable = { type: "no_shard_available_action_exception", reason: null }
