import { ElasticsearchError } from "../ElasticsearchError.ts"
import { fieldMapping } from "../indices/fieldMapping.ts"
import type { Index } from "../indices/Index.ts"
import type { SortField } from "./sortHits.ts"

/** Throws for a field that the index cannot sort by: not mapped (as in an index without documents), or a text. */
export const checkSortable = (index: Index, fields: readonly SortField[]): void => {
  for (const { path, unmapped } of fields) {
    if (path.startsWith("_")) continue
    const field = fieldMapping(index.mappings, path)
    if (field === undefined && !unmapped)
      throw searchFailed("query_shard_exception", `No mapping found for [${path}] in order to sort on`, index)
    if (field?.type === "text")
      throw searchFailed(
        "illegal_argument_exception",
        `Fielddata is disabled on [${path}] in [${index.name}]. Text fields are not optimised for operations that require ` +
          "per-document field data like aggregations and sorting, so these operations are disabled by default. " +
          `Please use a keyword field instead. Alternatively, set fielddata=true on [${path}] in order to load ` +
          "field data by uninverting the inverted index. Note that this can use significant memory."
      )
  }
}

/** Every shard failed in the same way. */
export const searchFailed = (type: string, reason: string, index?: Index): ElasticsearchError => {
  const extra = index === undefined ? {} : { index_uuid: index.uuid, index: index.name }
  return new ElasticsearchError(400, "search_phase_execution_exception", "all shards failed", {
    root: { type, reason, ...extra },
    extra: { phase: "query", grouped: true, failed_shards: [] }
  })
}
