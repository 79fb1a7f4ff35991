import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import { checkShards } from "./checkShards.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { awaitRestored } from "../indices/restoringShards.ts"
import { isObject, type Json } from "../json/Json.ts"
import { spanAt } from "../json/spanAt.ts"
import { checkQuery } from "./checkQuery.ts"
import { multiSearchRoutes } from "./multiSearch.ts"
import { findHits, search, searchedIndices } from "./search.ts"
import { shardsJson } from "./shardsJson.ts"
import { deleteDocument, refreshAfter } from "./writeDocument.ts"

const searchParameters = [
  "size",
  "from",
  "sort",
  "q",
  "scroll",
  "_source",
  "_source_includes",
  "_source_excludes",
  "track_total_hits",
  "seq_no_primary_term",
  "version",
  "routing",
  "preference",
  "expand_wildcards",
  "ignore_unavailable",
  "allow_no_indices",
  "request_cache",
  "rest_total_hits_as_int",
  "timeout"
]
const countParameters = [
  "q",
  "routing",
  "preference",
  "expand_wildcards",
  "ignore_unavailable",
  "allow_no_indices",
  "min_score",
  "terminate_after"
]
const deleteByQueryParameters = [...searchParameters, "refresh", "conflicts"]

const awaitShards = async (
  cluster: IndexState & ServerNode & SnapshotWork,
  request: EmulatorRequest
): Promise<void> => {
  const indices = searchedIndices(cluster, request)
  if (cluster.traits.searchesWait) await awaitRestored(cluster, indices)
  checkShards(cluster, indices, "query", "search[phase/query]")
}

const isPointInTime = (body: Json | undefined): boolean => isObject(body) && body["pit"] !== undefined

const ready = async (
  cluster: IndexState & ServerNode & SnapshotWork,
  request: EmulatorRequest
): Promise<void> => {
  if (request.param("index") !== "" || !isPointInTime(request.json())) await awaitShards(cluster, request)
}

export const searchRoutes: readonly Route[] = [
  ...multiSearchRoutes(ready),
  ...["/_search", "/{index}/_search"].map((path): Route => ({
    methods: ["GET", "POST"],
    path,
    query: searchParameters,
    body: true,
    handle: async (cluster, request) => {
      await ready(cluster, request)
      return ok(search(cluster, request))
    }
  })),
  ...["/_count", "/{index}/_count"].map((path): Route => ({
    methods: ["GET", "POST"],
    path,
    query: countParameters,
    body: true,
    handle: async (cluster, request) => {
      await awaitShards(cluster, request)
      const body = request.json()
      const unknown = isObject(body) ? Object.keys(body).find((key) => key !== "query") : undefined
      if (unknown !== undefined) {
        const [line, col] = spanAt(request.body, [unknown]).key.split(":").map(Number)
        throw new ElasticsearchError(400, "parsing_exception", `request does not support [${unknown}]`, {
          extra: { line, col }
        })
      }
      checkQuery(request.body, isObject(body) ? body["query"] : undefined, ["query"])
      const count = findHits(cluster, request, isObject(body) ? body : {}).length
      return ok({ count, _shards: shardsJson(searchedIndices(cluster, request)) })
    }
  })),
  // Of a module that every distribution has, but not a server made of artifacts: not compared with one.
  {
    methods: ["POST"],
    path: "/{index}/_delete_by_query",
    query: deleteByQueryParameters,
    handle: (cluster, request) => {
      const body = request.json()
      if (!isObject(body) || body["query"] === undefined) throw illegalArgument("query is missing")
      const hits = findHits(cluster, request, body)
      for (const { index, id } of hits) deleteDocument(index, id)
      for (const { index } of hits) refreshAfter(index, request.text("refresh"))
      return ok({
        took: 0,
        timed_out: false,
        total: hits.length,
        deleted: hits.length,
        version_conflicts: 0,
        failures: []
      })
    }
  }
]
