import type { Cluster } from "../cluster/Cluster.ts"
import { illegalArgument } from "../ElasticsearchError.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import { type Index, shardCount } from "../indices/Index.ts"
import { requestIndices } from "../indices/requestIndices.ts"
import { type Json, type JsonObject, isObject, RawJson } from "../json/Json.ts"
import { parseJson } from "../json/parseJson.ts"
import { checkSearchKeys } from "./checkSearchKeys.ts"
import { checkSortable, searchFailed } from "./checkSortable.ts"
import type { StoredDocument } from "./DocumentStore.ts"
import { matchQuery, type Searchable } from "./matchQuery.ts"
import { filterSource } from "./filterSource.ts"
import { parseSort, type SortedHit, sortHits } from "./sortHits.ts"
import { requireOpen } from "./target.ts"

export interface Hit extends Searchable {
  readonly index: Index
  readonly document: StoredDocument
}

const maxWindow = 10_000

/** What the query of a request finds in what searches see now, unsorted. */
export const findHits = (cluster: Cluster, request: EmulatorRequest, body: JsonObject): readonly Hit[] => {
  const matches = matchQuery(body["query"])
  return searchedIndices(cluster, request).flatMap((index) =>
    [...index.documents.searchable()].map((document) => hit(index, document)).filter(matches)
  )
}

export const searchedIndices = (cluster: Cluster, request: EmulatorRequest): readonly Index[] =>
  requestIndices(cluster, request).map(requireOpen)

export const shardsJson = (indices: readonly Index[]): JsonObject => {
  const total = indices.reduce((sum, index) => sum + shardCount(index), 0)
  return { total, successful: total, skipped: 0, failed: 0 }
}

export const search = (cluster: Cluster, request: EmulatorRequest): JsonObject => {
  const given = request.json()
  const body = isObject(given) ? given : {}
  checkSearchKeys(body)
  const size = count(body["size"], request.int("size", 10))
  const from = count(body["from"], request.int("from", 0))
  if (from + size > maxWindow) throw searchFailed("illegal_argument_exception", windowTooLarge(from + size))
  const sort = parseSort(body["sort"] ?? request.text("sort"))
  for (const index of searchedIndices(cluster, request)) checkSortable(index, sort)
  const hits = findHits(cluster, request, body)
  const ordered = sortHits(hits, sort, body["search_after"])
  const page = ordered.slice(from, from + size)
  const scored = sort.length === 0
  const exact = body["track_total_hits"] === true || request.text("track_total_hits") === "true"
  const capped = !exact && hits.length > maxWindow
  return {
    took: 0,
    timed_out: false,
    _shards: shardsJson(searchedIndices(cluster, request)),
    hits: {
      total: { value: capped ? maxWindow : hits.length, relation: capped ? "gte" : "eq" },
      max_score: scored && page.length > 0 ? new RawJson("1.0") : null,
      hits: page.map((one) => hitJson(one, request, body, scored))
    }
  }
}

const hit = (index: Index, document: StoredDocument): Hit => {
  let parsed: Json | undefined
  return {
    index,
    document,
    id: document.id,
    mappings: () => index.mappings,
    source: () => (parsed ??= parseJson(document.source))
  }
}

const hitJson = (
  { hit: { index, document }, values }: SortedHit<Hit>,
  request: EmulatorRequest,
  body: JsonObject,
  scored: boolean
): JsonObject => {
  const numbered = body["seq_no_primary_term"] === true || request.boolean("seq_no_primary_term", false)
  const versioned = body["version"] === true || request.boolean("version", false)
  return {
    _index: index.name,
    _id: document.id,
    _version: versioned ? document.version : undefined,
    _seq_no: numbered ? document.seqNo : undefined,
    _primary_term: numbered ? document.primaryTerm : undefined,
    _score: scored ? new RawJson("1.0") : null,
    _source: filterSource(document.source, body["_source"] ?? request.text("_source")),
    sort: scored ? undefined : values
  }
}

const count = (value: Json | undefined, fallback: number): number => {
  const number = typeof value === "number" ? value : fallback
  if (number < 0) throw illegalArgument(`[size] parameter cannot be negative, found [${number}]`)
  return number
}

const windowTooLarge = (window: number): string =>
  `Result window is too large, from + size must be less than or equal to: [${maxWindow}] but was [${window}]. ` +
  "See the scroll api for a more efficient way to request large data sets. " +
  "This limit can be set by changing the [index.max_result_window] index level setting."
