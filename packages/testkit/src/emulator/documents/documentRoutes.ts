import type { Cluster } from "../cluster/Cluster.ts"
import { ElasticsearchError, illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import { type Answer, answer, ok } from "../http/Answer.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import type { Route } from "../http/Route.ts"
import { isObject, type JsonObject, RawJson } from "../json/Json.ts"
import { bulk } from "./bulk.ts"
import { closedBlock } from "./closedBlock.ts"
import { filterSource } from "./filterSource.ts"
import { search, searchedIndices, findHits } from "./search.ts"
import { shardsJson } from "./shardsJson.ts"
import { deleteTarget, readTarget, writeTarget } from "./target.ts"
import { checkUpdate, updateDocument } from "./updateDocument.ts"
import {
  deleteDocument,
  putDocument,
  refreshAfter,
  type WriteConditions,
  writeJsonOf
} from "./writeDocument.ts"

const writeParameters = [
  "refresh",
  "if_seq_no",
  "if_primary_term",
  "op_type",
  "routing",
  "timeout",
  "wait_for_active_shards",
  "require_alias",
  "pipeline",
  "version",
  "version_type",
  "retry_on_conflict",
  "_source"
]
const readParameters = [
  "_source",
  "_source_includes",
  "_source_excludes",
  "refresh",
  "realtime",
  "preference",
  "routing"
]
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

const conditions = (request: EmulatorRequest, create: boolean): WriteConditions => {
  const term = request.text("if_primary_term")
  const seqNo = request.text("if_seq_no")
  if ((seqNo === undefined) !== (term === undefined))
    throw validationFailed([
      seqNo === undefined
        ? "ifSeqNo is unassigned, but primary term is [" + term + "]"
        : "ifSeqNo is set, but primary term is [0]"
    ])
  const creates = create || request.text("op_type") === "create"
  if (creates && seqNo !== undefined)
    throw validationFailed(["create operations do not support compare and set. use index instead"])
  return {
    create: creates,
    ifSeqNo: seqNo === undefined ? undefined : request.int("if_seq_no", 0),
    ifPrimaryTerm: term === undefined ? undefined : request.int("if_primary_term", 0)
  }
}

/** As forms encode: a space is a plus. */
const formEncoded = (text: string): string => new URLSearchParams({ text }).toString().slice("text=".length)

/** A document that is new has an address. */
const written = (index: string, id: string, result: string, json: JsonObject): Answer => {
  if (result !== "created") return answer(200, json)
  const location = `/${formEncoded(index)}/_doc/${formEncoded(id)}`
  return { status: 201, json, headers: { location } }
}

const write = (cluster: Cluster, request: EmulatorRequest, create: boolean): Answer => {
  if (request.body.trim() === "")
    throw new ElasticsearchError(400, "parse_exception", "request body is required")
  const wanted = conditions(request, create)
  const index = writeTarget(cluster, request.param("index"))
  const { result, document } = putDocument(
    index,
    request.param("id") || undefined,
    request.body.trim(),
    wanted
  )
  const forced = refreshAfter(index, request.text("refresh"))
  return written(index.name, document.id, result, writeJsonOf(index, result, document, forced))
}

const one = "/{index}/_doc/{id}"

export const documentRoutes: readonly Route[] = [
  {
    methods: ["PUT", "POST"],
    path: one,
    query: writeParameters,
    handle: (cluster, request) => write(cluster, request, false)
  },
  {
    methods: ["POST"],
    path: "/{index}/_doc",
    query: writeParameters,
    handle: (cluster, request) => write(cluster, request, false)
  },
  {
    methods: ["PUT", "POST"],
    path: "/{index}/_create/{id}",
    query: writeParameters,
    handle: (cluster, request) => write(cluster, request, true)
  },
  {
    methods: ["GET", "HEAD"],
    path: one,
    query: readParameters,
    handle: (cluster, request) => {
      const index = readTarget(cluster, request.param("index"))
      const id = request.param("id")
      const document = index.documents.get(id)
      if (document === undefined) return answer(404, { _index: index.name, _id: id, found: false })
      return ok({
        _index: index.name,
        _id: id,
        _version: document.version,
        _seq_no: document.seqNo,
        _primary_term: document.primaryTerm,
        found: true,
        _source: filterSource(document.source, request.text("_source") ?? request.text("_source_includes"))
      })
    }
  },
  {
    methods: ["GET", "HEAD"],
    path: "/{index}/_source/{id}",
    query: readParameters,
    handle: (cluster, request) => {
      const document = readTarget(cluster, request.param("index")).documents.get(request.param("id"))
      return document === undefined ? answer(404, {}) : ok(new RawJson(document.source))
    }
  },
  {
    methods: ["DELETE"],
    path: one,
    query: writeParameters,
    handle: (cluster, request) => {
      const index = deleteTarget(cluster, request.param("index"))
      const { result, document } = deleteDocument(index, request.param("id"), conditions(request, false))
      const forced = refreshAfter(index, request.text("refresh"))
      return answer(result === "deleted" ? 200 : 404, writeJsonOf(index, result, document, forced))
    }
  },
  {
    methods: ["POST"],
    path: "/{index}/_update/{id}",
    query: writeParameters,
    handle: (cluster, request) => {
      const wanted = conditions(request, false)
      checkUpdate(request.json(), wanted)
      const blocked = closedBlock(cluster, request.param("index"))
      if (blocked !== undefined) return blocked
      const index = writeTarget(cluster, request.param("index"))
      const { result, document } = updateDocument(index, request.param("id"), request.json(), wanted)
      const forced = refreshAfter(index, request.text("refresh"))
      return written(index.name, document.id, result, writeJsonOf(index, result, document, forced))
    }
  },
  ...["/_bulk", "/{index}/_bulk"].map((path): Route => ({
    methods: ["POST", "PUT"],
    path,
    query: writeParameters,
    handle: (cluster, request) =>
      ok(bulk(cluster, request.body, request.param("index") || undefined, request.text("refresh")))
  })),
  ...["/_search", "/{index}/_search"].map((path): Route => ({
    methods: ["GET", "POST"],
    path,
    query: searchParameters,
    handle: (cluster, request) => ok(search(cluster, request))
  })),
  ...["/_count", "/{index}/_count"].map((path): Route => ({
    methods: ["GET", "POST"],
    path,
    query: countParameters,
    handle: (cluster, request) => {
      const body = request.json()
      const count = findHits(cluster, request, isObject(body) ? body : {}).length
      return ok({ count, _shards: shardsJson(searchedIndices(cluster, request)) })
    }
  })),
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
