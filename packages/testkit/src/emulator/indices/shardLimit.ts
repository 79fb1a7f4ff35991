import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import { type IndexSettings, replicaCount, shardCount } from "./Index.ts"

const setting = "cluster.max_shards_per_node"

/** What a data node takes unless it is set. */
export const defaultShardLimit = 1000

/** Throws when a new index would have more shards, with their replicas, than the one node takes. Closed indices do not count. */
export const checkShardLimit = (cluster: IndexState & ServerNode, settings: IndexSettings): void => {
  const { persistent, transient } = cluster.settings
  const limit = Number(transient.get(setting) ?? persistent.get(setting) ?? defaultShardLimit)
  let open = 0
  for (const index of cluster.indices.values())
    if (index.open) open += shardCount(index) * (1 + replicaCount(index))
  const added =
    Number(settings.get("index.number_of_shards") ?? 1) *
    (1 + Number(settings.get("index.number_of_replicas") ?? 1))
  if (open + added <= limit) return
  const reason =
    `Validation Failed: 1: this action would add [${added}] shards, but this cluster currently has [${open}]/[${limit}] ` +
    `maximum normal shards open; for more information, see ${cluster.traits.shardLimitHelp};`
  throw new ElasticsearchError(400, "validation_exception", reason)
}
