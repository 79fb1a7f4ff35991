import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import { checkSearchable } from "../indices/blocks.ts"
import { type Index, shardCount } from "../indices/Index.ts"
import { requestOpenIndices } from "../indices/requestIndices.ts"
import { type Json, type JsonObject, isArray, isObject, RawJson, scalarText } from "../json/Json.ts"
import { parseJson } from "../json/parseJson.ts"
import { checkQuery } from "./checkQuery.ts"
import { checkSearchAfter } from "./checkSearchAfter.ts"
import { checkSearchKeys } from "./checkSearchKeys.ts"
import { checkSortable, searchFailed } from "./checkSortable.ts"
import type { StoredDocument } from "./DocumentStore.ts"
import { matchQuery, type Searchable } from "./matchQuery.ts"
import { filterSource } from "./filterSource.ts"
import { requestedPoint } from "./pointInTime.ts"
import { checkScroll, openScroll } from "./scroll.ts"
import { shardsJson } from "./shardsJson.ts"
import { parseSort, querySort, type SortedHit, type SortField, sortHits } from "./sortHits.ts"

export interface Hit extends Searchable {
  readonly index: Index
  readonly document: StoredDocument
  /** Its place among the documents that the search sees: the shard, and where in it. */
  readonly shardDoc: number
}

const maxWindow = 10_000

/** What the query of a request finds in what searches see now, unsorted. */
export const findHits = (
  cluster: IndexState & ServerNode & SnapshotWork,
  request: EmulatorRequest,
  body: JsonObject
): readonly Hit[] => {
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

export const searchedIndices = (
  cluster: IndexState & ServerNode & SnapshotWork,
  request: EmulatorRequest
): readonly Index[] => {
  const indices = requestOpenIndices(cluster, request)
  checkSearchable(cluster, indices)
  return indices
}

export const search = (
  cluster: IndexState & ServerNode & SnapshotWork,
  request: EmulatorRequest
): JsonObject => {
  const given = request.json()
  const body = isObject(given) ? given : {}
  checkSearchKeys(request.body, body)
  checkQuery(request.body, body["query"], ["query"])
  const { size, from } = searchWindow(request, body)
  const point = requestedPoint(cluster, request, body["pit"])
  const asked = body["sort"] === undefined ? querySort(request.text("sort")) : parseSort(body["sort"])
  const after = body["search_after"]
  const placed = isArray(after) && after.length === asked.length
  const sort = sortOf(asked, point !== undefined && !placed)
  const scrolls = request.text("scroll") !== undefined
  if (scrolls) checkScroll(request, body, size, from)
  const indices = point?.indices ?? searchedIndices(cluster, request)
  if (from + size > maxWindow)
    throw searchFailed(cluster, indices, {
      type: "illegal_argument_exception",
      reason: scrolls ? batchTooLarge(size) : windowTooLarge(from + size),
      ofIndex: false
    })
  for (const index of indices) checkSortable(cluster, index, sort)
  checkSearchAfter(cluster, indices, body["search_after"], sort, from)
  const seen = (index: Index) => point?.documents.get(index) ?? index.documents.searchable()
  const hits = matchingHits(indices, seen, body)
  const ordered = sortHits(hits, sort, body["search_after"])
  const scored = sort.length === 0
  const most = scrolls ? undefined : trackedHits(body["track_total_hits"] ?? request.text("track_total_hits"))
  const capped = most !== undefined && hits.length > most
  const page = (from: number, to: number): JsonObject => {
    const shown = ordered.slice(from, to)
    const best = scrolls ? hits : shown
    return {
      pit_id: point?.id,
      took: 0,
      timed_out: false,
      _shards: shardsJson(indices),
      hits: {
        total:
          most === 0 ? undefined : { value: capped ? most : hits.length, relation: capped ? "gte" : "eq" },
        max_score: scored && best.length > 0 ? new RawJson("1.0") : null,
        hits: shown.map((one) => hitJson(one, request, body, scored))
      }
    }
  }
  if (!scrolls) return page(from, from + size)
  return openScroll(
    cluster,
    size,
    indices.reduce((sum, index) => sum + shardCount(index), 0),
    page
  )
}

/** Throws where it would begin before the first hit, or end before it begins. */
export const searchWindow = (request: EmulatorRequest, body: JsonObject) => {
  const size = count(body["size"], request.int("size", 10))
  if (size < 0) throw illegalArgument(`[size] parameter cannot be negative, found [${size}]`)
  const from = count(body["from"], request.int("from", 0))
  if (from < 0) throw illegalArgument(`[from] parameter cannot be negative but was [${from}]`)
  return { size, from }
}

/**
 * A sorted search of a point in time ends its sort with the place of the document: no two pages share one. But a page that begins after
 * values without a place is sorted without it too.
 */
const sortOf = (asked: readonly SortField[], inPoint: boolean): readonly SortField[] => {
  // By score alone is no order of its own.
  const fields = asked.length === 1 && asked[0]?.path === "_score" && asked[0].descending ? [] : asked
  const placed = fields.some(({ path }) => path === "_shard_doc")
  return !inPoint || placed || fields.length === 0 ? fields : [...fields, ...parseSort("_shard_doc")]
}

/** A document is read again by every search, and never changes: one that is written anew is another one. */
const sources = new WeakMap<StoredDocument, Json>()

const sourceOf = (document: StoredDocument): Json => {
  const known = sources.get(document)
  if (known !== undefined) return known
  const parsed = parseJson(document.source)
  sources.set(document, parsed)
  return parsed
}

const hit = (index: Index, document: StoredDocument, shardDoc: number): Hit => ({
  index,
  document,
  shardDoc,
  id: document.id,
  mappings: () => index.mappings,
  source: () => sourceOf(document)
})

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
    _source: filterSource(document.source, sourceFilter(request, body)),
    sort: scored ? undefined : values
  }
}

/** In the query it beats the body. */
const sourceFilter = (request: EmulatorRequest, body: JsonObject): Json | undefined => {
  const includes = request.text("_source_includes")
  const excludes = request.text("_source_excludes")
  const wanted = request.text("_source")
  if (wanted === "false" || (includes === undefined && excludes === undefined))
    return wanted ?? body["_source"]
  return { includes: includes ?? wanted, excludes }
}

const batchTooLarge = (size: number): string =>
  `Batch size is too large, size must be less than or equal to: [${maxWindow}] but was [${size}]. ` +
  "Scroll batch sizes cost as much memory as result windows so they are controlled by the [index.max_result_window] index level setting."

const count = (value: Json | undefined, fallback: number): number => {
  if (value === undefined) return fallback
  const text = scalarText(value) ?? ""
  if (/^-?\d+$/.test(text)) return Number(text)
  throw new ElasticsearchError(400, "number_format_exception", `For input string: "${text}"`)
}

/** How many hits are counted: all where that is undefined, none of them for 0. */
const trackedHits = (value: Json | undefined): number | undefined => {
  const text = scalarText(value)
  if (text === "true") return undefined
  if (text === "false") return 0
  return text === undefined ? maxWindow : Number(text)
}

const windowTooLarge = (window: number): string =>
  `Result window is too large, from + size must be less than or equal to: [${maxWindow}] but was [${window}]. ` +
  "See the scroll api for a more efficient way to request large data sets. " +
  "This limit can be set by changing the [index.max_result_window] index level setting."
