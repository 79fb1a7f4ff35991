import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { type Answer, ok } from "../http/Answer.ts"
import { EmulatorRequest, parseBody } from "../http/EmulatorRequest.ts"
import type { Route } from "../http/Route.ts"
import { isArray, isObject, type JsonObject, scalarText } from "../json/Json.ts"
import { checkQuery } from "./checkQuery.ts"
import { checkSearchKeys } from "./checkSearchKeys.ts"
import { search, searchWindow } from "./search.ts"

const headerKeys = new Set([
  "index",
  "indices",
  "preference",
  "routing",
  "ignore_unavailable",
  "allow_no_indices",
  "expand_wildcards",
  "search_type",
  "request_cache"
])

/** Pairs of lines: where to search, and what for. What cannot be read fails them all, what cannot be found only its own. */
const multiSearch = async (
  cluster: IndexState & ServerNode & SnapshotWork,
  request: EmulatorRequest,
  ready: (cluster: IndexState & ServerNode & SnapshotWork, search: EmulatorRequest) => Promise<void>
): Promise<Answer> => {
  const searches = parseSearches(request)
  const responses = await Promise.all(
    searches.map(async (one): Promise<JsonObject> => {
      try {
        await ready(cluster, one)
        return { ...search(cluster, one), status: 200 }
      } catch (error) {
        if (!(error instanceof ElasticsearchError)) throw error
        const told = error.body()
        return { error: isObject(told) ? told["error"] : null, status: error.status }
      }
    })
  )
  return ok({ took: 0, responses })
}

const parseSearches = (request: EmulatorRequest): readonly EmulatorRequest[] => {
  if (request.body === "")
    throw new ElasticsearchError(400, "parse_exception", "request body or source parameter is required")
  if (!request.body.endsWith("\n"))
    throw illegalArgument("The msearch request must be terminated by a newline [\n]")
  const lines = request.body.slice(0, -1).split("\n")
  const searches = Array.from({ length: Math.floor(lines.length / 2) }, (_, at) =>
    parseSearch(request, lines[2 * at] ?? "", lines[2 * at + 1] ?? "")
  )
  if (searches.length > 0) return searches
  throw new ElasticsearchError(
    400,
    "action_request_validation_exception",
    "Validation Failed: 1: no requests added;"
  )
}

const parseSearch = (request: EmulatorRequest, header: string, body: string): EmulatorRequest => {
  const given = header.trim() === "" ? {} : parseBody(header)
  const options = isObject(given) ? given : {}
  const unknown = Object.keys(options).find((key) => !headerKeys.has(key))
  if (unknown !== undefined)
    throw illegalArgument(`key [${unknown}] is not supported in the metadata section`)
  const parsed = parseBody(body)
  const asked = isObject(parsed) ? parsed : {}
  checkSearchKeys(body, asked)
  checkQuery(body, asked["query"], ["query"])
  searchWindow(request, asked)
  const { index = options["indices"], indices: _, ...rest } = options
  const names = isArray(index) ? index.flatMap((name) => scalarText(name) ?? []).join(",") : scalarText(index)
  const query = new Map([...request.query, ...Object.entries(rest).map(textEntry)])
  const { method, uri, accept, path } = request
  return new EmulatorRequest({ method, uri, accept, query, body }, path, {
    index: names ?? request.param("index")
  })
}

const textEntry = ([key, value]: readonly [string, JsonObject[string]]): readonly [string, string] => [
  key,
  isArray(value) ? value.map((one) => scalarText(one) ?? "").join(",") : (scalarText(value ?? null) ?? "")
]

export const multiSearchRoutes = (
  ready: (cluster: IndexState & ServerNode & SnapshotWork, search: EmulatorRequest) => Promise<void>
): readonly Route[] =>
  ["/_msearch", "/{index}/_msearch"].map((path) => ({
    methods: ["GET", "POST"],
    path,
    query: [
      "max_concurrent_searches",
      "rest_total_hits_as_int",
      "search_type",
      "pre_filter_shard_size",
      "ccs_minimize_roundtrips",
      "max_concurrent_shard_requests",
      "expand_wildcards",
      "ignore_unavailable",
      "allow_no_indices",
      "routing"
    ],
    body: true,
    handle: (cluster, request) => multiSearch(cluster, request, ready)
  }))
