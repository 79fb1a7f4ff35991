import type { ServerNode } from "../ServerNode.ts"
import { ElasticsearchError, illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import { type Answer, answer, ok } from "../http/Answer.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import { isArray, isObject, type Json, type JsonObject, scalarText } from "../json/Json.ts"
import { uuid } from "../uuid.ts"

/** Gives the answer with the hits from one place to another. */
export type PageOf = (from: number, to: number) => JsonObject

interface Scroll {
  readonly size: number
  readonly page: PageOf
  readonly shards: number
  from: number
}

const open = new WeakMap<ServerNode, Map<string, Scroll>>()

const scrollsOf = (cluster: ServerNode): Map<string, Scroll> => {
  const known = open.get(cluster) ?? new Map<string, Scroll>()
  open.set(cluster, known)
  return known
}

/** What a search that begins a scroll may not ask for. */
export const checkScroll = (request: EmulatorRequest, body: JsonObject, size: number, from: number): void => {
  request.time("scroll")
  const untracked = body["track_total_hits"] === false || request.text("track_total_hits") === "false"
  const faults = [
    ...(untracked ? ["disabling [track_total_hits] is not allowed in a scroll context"] : []),
    ...(from > 0 ? ["using [from] is not allowed in a scroll context"] : []),
    ...(size === 0 ? ["[size] cannot be [0] in a scroll context"] : []),
    ...(body["search_after"] === undefined ? [] : ["[search_after] cannot be used in a scroll context"])
  ]
  if (faults.length > 0) throw validationFailed(faults)
}

/** The first page. What is found stays as it is until the scroll is cleared; its time to live is not looked after. */
export const openScroll = (cluster: ServerNode, size: number, shards: number, page: PageOf): JsonObject => {
  const id = Buffer.from(`include_context_uuid queryAndFetch ${uuid()} ${uuid()}`).toString("base64")
  scrollsOf(cluster).set(id, { size, shards, page, from: size })
  return { _scroll_id: id, ...page(0, size) }
}

const nextPage = (cluster: ServerNode, request: EmulatorRequest): Answer => {
  const [id] = idsOf(request)
  if (id === undefined) throw validationFailed(["scrollId is missing"])
  checkId(id)
  const scroll = scrollsOf(cluster).get(id)
  if (scroll === undefined) throw contextMissing()
  const { from, size, page } = scroll
  scroll.from += size
  return ok({ _scroll_id: id, ...page(from, from + size) })
}

const clear = (cluster: ServerNode, request: EmulatorRequest): Answer => {
  const scrolls = scrollsOf(cluster)
  const given = idsOf(request)
  if (given.length === 0) throw validationFailed(["no scroll ids specified"])
  const all = given.includes("_all")
  if (!all) for (const id of given) checkId(id)
  let freed = 0
  for (const id of all ? [...scrolls.keys()] : given) {
    freed += scrolls.get(id)?.shards ?? 0
    scrolls.delete(id)
  }
  return answer(freed > 0 || all ? 200 : 404, { succeeded: true, num_freed: freed })
}

/** From the body, else from the path or the query. */
const idsOf = (request: EmulatorRequest): readonly string[] => {
  const body = request.json()
  const given = isObject(body) ? body["scroll_id"] : undefined
  if (given !== undefined)
    return (isArray(given) ? given : [given]).flatMap((id: Json) => scalarText(id) ?? [])
  return splitList(request.param("scroll_id") || (request.text("scroll_id") ?? ""))
}

const checkId = (id: string): void => {
  if (Buffer.from(id, "base64").toString().startsWith("include_context_uuid ")) return
  throw illegalArgument("Cannot parse scroll id", {
    type: "e_o_f_exception",
    reason: null,
    caused_by: { type: "buffer_underflow_exception", reason: null }
  })
}

const contextMissing = (): ElasticsearchError => {
  const root = { type: "search_context_missing_exception", reason: "No search context found for id [1]" }
  return new ElasticsearchError(404, "search_phase_execution_exception", "all shards failed", {
    root,
    causedBy: root,
    extra: { phase: "query", grouped: true, failed_shards: [{ shard: -1, index: null, reason: root }] }
  })
}

export const scrollRoutes: readonly Route[] = ["/_search/scroll", "/_search/scroll/{scroll_id}"].flatMap(
  (path): readonly Route[] => [
    {
      methods: ["GET", "POST"],
      path,
      query: ["scroll", "scroll_id", "rest_total_hits_as_int"],
      body: true,
      handle: nextPage
    },
    { methods: ["DELETE"], path, query: ["scroll_id"], body: true, handle: clear }
  ]
)
