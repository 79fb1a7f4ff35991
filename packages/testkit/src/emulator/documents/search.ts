import type { Cluster } from "../cluster/Cluster.ts"
import { illegalArgument } from "../ElasticsearchError.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import { checkBlocks } from "../indices/blocks.ts"
import { type Index, shardCount } from "../indices/Index.ts"
import { requestOpenIndices } from "../indices/requestIndices.ts"
import { type Json, type JsonObject, isObject, RawJson } from "../json/Json.ts"
import { parseJson } from "../json/parseJson.ts"
import { checkSearchKeys } from "./checkSearchKeys.ts"
import { checkSortable, searchFailed } from "./checkSortable.ts"
import type { StoredDocument } from "./DocumentStore.ts"
import { matchQuery, type Searchable } from "./matchQuery.ts"
import { filterSource } from "./filterSource.ts"
import { requestedPoint } from "./pointInTime.ts"
import { shardsJson } from "./shardsJson.ts"
import { parseSort, type SortedHit, type SortField, sortHits } from "./sortHits.ts"

export interface Hit extends Searchable {
  readonly index: Index
  readonly document: StoredDocument
  /** Its place among the documents that the search sees: the shard, and where in it. */
  readonly shardDoc: number
}

const maxWindow = 10_000

/** What the query of a request finds in what searches see now, unsorted. */
export const findHits = (cluster: Cluster, request: EmulatorRequest, body: JsonObject): readonly Hit[] => {
  const indices = searchedIndices(cluster, request)
  return matchingHits(indices, (index) => index.documents.searchable(), body)
}

const shardSpan = 2 ** 32

const matchingHits = (
  indices: readonly Index[],
  documentsOf: (index: Index) => Iterable<StoredDocument>,
  body: JsonObject
): readonly Hit[] => {
  const matches = matchQuery(body["query"])
  const found: Hit[] = []
  let shards = 0
  for (const index of indices) {
    const places = new Map<number, number>()
    for (const document of documentsOf(index)) {
      const place = places.get(document.shard) ?? 0
      places.set(document.shard, place + 1)
      const one = hit(index, document, (shards + document.shard) * shardSpan + place)
      if (matches(one)) found.push(one)
    }
    shards += shardCount(index)
  }
  return found
}

export const searchedIndices = (cluster: Cluster, request: EmulatorRequest): readonly Index[] => {
  const indices = requestOpenIndices(cluster, request)
  checkBlocks(cluster, indices, "read")
  return indices
}

export const search = (cluster: Cluster, request: EmulatorRequest): JsonObject => {
  const given = request.json()
  const body = isObject(given) ? given : {}
  checkSearchKeys(body)
  const size = count(body["size"], request.int("size", 10))
  const from = count(body["from"], request.int("from", 0))
  const point = requestedPoint(cluster, request, body["pit"])
  const sort = sortOf(body["sort"] ?? request.text("sort"), point !== undefined)
  const indices = point?.indices ?? searchedIndices(cluster, request)
  if (from + size > maxWindow)
    throw searchFailed(cluster, indices, {
      type: "illegal_argument_exception",
      reason: windowTooLarge(from + size),
      ofIndex: false
    })
  for (const index of indices) checkSortable(cluster, index, sort)
  const seen = (index: Index) => point?.documents.get(index) ?? index.documents.searchable()
  const hits = matchingHits(indices, seen, body)
  const ordered = sortHits(hits, sort, body["search_after"])
  const page = ordered.slice(from, from + size)
  const scored = sort.length === 0
  const exact = body["track_total_hits"] === true || request.text("track_total_hits") === "true"
  const capped = !exact && hits.length > maxWindow
  return {
    pit_id: point?.id,
    took: 0,
    timed_out: false,
    _shards: shardsJson(indices),
    hits: {
      total: { value: capped ? maxWindow : hits.length, relation: capped ? "gte" : "eq" },
      max_score: scored && page.length > 0 ? new RawJson("1.0") : null,
      hits: page.map((one) => hitJson(one, request, body, scored))
    }
  }
}

/** A sorted search of a point in time ends its sort with the place of the document: no two pages share one. */
const sortOf = (sort: Json | undefined, inPoint: boolean): readonly SortField[] => {
  const fields = parseSort(sort)
  const placed = fields.some(({ path }) => path === "_shard_doc")
  return !inPoint || placed || fields.length === 0 ? fields : [...fields, ...parseSort("_shard_doc")]
}

const hit = (index: Index, document: StoredDocument, shardDoc: number): Hit => {
  let parsed: Json | undefined
  return {
    index,
    document,
    shardDoc,
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
