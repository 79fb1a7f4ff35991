import type { ServerNode } from "../ServerNode.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import { fieldMapping } from "../indices/fieldMapping.ts"
import type { Index } from "../indices/Index.ts"
import type { SortField } from "./sortHits.ts"

/** Throws for a field that the index cannot sort by: not mapped (as in an index without documents), or a text. */
export const checkSortable = (cluster: ServerNode, index: Index, fields: readonly SortField[]): void => {
  for (const { path, unmapped } of fields) {
    if (path === "_id")
      throw searchFailed(cluster, [index], {
        type: "illegal_argument_exception",
        reason:
          "Fielddata access on the _id field is disallowed, you can re-enable it by updating the dynamic cluster setting: " +
          "indices.id_field_data.enabled",
        ofIndex: false
      })
    if (path.startsWith("_")) continue
    const field = fieldMapping(index.mappings, path)
    if (field === undefined && !unmapped)
      throw searchFailed(cluster, [index], {
        type: "query_shard_exception",
        reason: `No mapping found for [${path}] in order to sort on`,
        ofIndex: true
      })
    if (field?.type === "text")
      throw searchFailed(cluster, [index], {
        type: "illegal_argument_exception",
        reason:
          `Fielddata is disabled on [${path}] in [${index.name}]. Text fields are not optimised for operations that require ` +
          "per-document field data like aggregations and sorting, so these operations are disabled by default. " +
          `Please use a keyword field instead. Alternatively, set fielddata=true on [${path}] in order to load ` +
          "field data by uninverting the inverted index. Note that this can use significant memory.",
        ofIndex: false
      })
  }
}

/** Every shard of these indices failed in the same way: it is told once an index. */
export const searchFailed = (
  cluster: ServerNode,
  indices: readonly Index[],
  cause: {
    readonly type: string
    readonly reason: string
    readonly ofIndex: boolean
    readonly causedBy?: { readonly type: string; readonly reason: string }
  }
): ElasticsearchError => {
  const { type, reason, causedBy } = cause
  const inner = causedBy === undefined ? {} : { caused_by: causedBy }
  const causeOf = (index: Index) => ({
    type,
    reason,
    ...(cause.ofIndex ? { index_uuid: index.uuid, index: index.name } : {}),
    ...inner
  })
  const failed = indices.map((index) => ({
    shard: 0,
    index: index.name,
    node: cluster.nodeId,
    reason: causeOf(index)
  }))
  const [first] = indices
  return new ElasticsearchError(400, "search_phase_execution_exception", "all shards failed", {
    root: first === undefined || !cause.ofIndex ? { type, reason } : causeOf(first),
    extra: { phase: "query", grouped: true, failed_shards: failed },
    ...(cause.ofIndex ? {} : { causedBy: { type, reason, caused_by: { type, reason, ...inner } } })
  })
}
