import { type Index, shardCount } from "../indices/Index.ts"
import type { JsonObject } from "../json/Json.ts"

/** `_shards` of a search over indices whose shards are all well. */
export const shardsJson = (indices: readonly Index[]): JsonObject => {
  const total = indices.reduce((sum, index) => sum + shardCount(index), 0)
  return { total, successful: total, skipped: 0, failed: 0 }
}
