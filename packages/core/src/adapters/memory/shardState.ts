import type { ShardRecovery } from "../../domain/restore/ShardRecovery.ts"
import type { HeldIndex } from "./MemoryElasticsearch.ts"

/** How far the only shard of an index is. */
export const shardState = (restored: HeldIndex["restored"], now: number): ShardRecovery["state"] => {
  if (restored === null) return "started"
  if (restored.runsUntil > now) return "copying"
  return restored.failure?.state ?? "started"
}
