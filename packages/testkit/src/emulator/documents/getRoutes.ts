import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ElasticsearchError, illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import { type Answer, answer, ok } from "../http/Answer.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import type { Route } from "../http/Route.ts"
import type { Index } from "../indices/Index.ts"
import { checkReadable } from "../indices/restoringShards.ts"
import { type Json, type JsonObject, isArray, isObject, scalarText } from "../json/Json.ts"
import type { StoredDocument } from "./DocumentStore.ts"
import { filterSource } from "./filterSource.ts"
import { readTarget } from "./target.ts"
import { parseVersionType } from "./WriteConditions.ts"
import { conflict } from "./writeDocument.ts"

const getParameters = [
  "_source",
  "_source_includes",
  "_source_excludes",
  "refresh",
  "realtime",
  "preference",
  "routing",
  "stored_fields",
  "version",
  "version_type",
  "force_synthetic_source"
]

const find = (cluster: IndexState & ServerNode & SnapshotWork, request: EmulatorRequest) => {
  const index = readTarget(cluster, request.param("index"))
  const id = request.param("id")
  checkReadable(cluster, index, id)
  const realtime = request.boolean("realtime", true)
  if (request.boolean("refresh", false) && !realtime) index.documents.refresh()
  const document = realtime ? index.documents.get(id) : index.documents.visible(id)
  parseVersionType(request.text("version_type") ?? "internal")
  const version = request.text("version") === undefined ? undefined : request.long("version", 0)
  if (document !== undefined && version !== undefined && version !== document.version)
    throw conflict(
      index,
      id,
      `current version [${document.version}] is different than the one provided [${version}]`
    )
  return { index, id, document }
}

/** What parts of a source the query asks for. */
const requestedSource = (request: EmulatorRequest): Json | undefined => {
  const [includes, excludes] = [request.text("_source_includes"), request.text("_source_excludes")]
  const whole = request.text("_source")
  if (includes === undefined && excludes === undefined) return whole
  return { includes: includes ?? whole ?? [], excludes: excludes ?? [] }
}

const foundJson = (
  index: Index,
  id: string,
  document: StoredDocument | undefined,
  filter: Json | undefined
): JsonObject =>
  document === undefined
    ? { _index: index.name, _id: id, found: false }
    : {
        _index: index.name,
        _id: id,
        _version: document.version,
        _seq_no: document.seqNo,
        _primary_term: document.primaryTerm,
        found: true,
        _source: filterSource(document.source, filter)
      }

const getSource = (cluster: IndexState & ServerNode & SnapshotWork, request: EmulatorRequest): Answer => {
  if (request.text("_source") === "false") throw validationFailed(["fetching source can not be disabled"])
  const { index, id, document } = find(cluster, request)
  if (document !== undefined) return ok(filterSource(document.source, requestedSource(request)) ?? {})
  throw new ElasticsearchError(
    404,
    "resource_not_found_exception",
    `Document not found [${index.name}]/[${id}]`
  )
}

const getMany = (cluster: IndexState & ServerNode & SnapshotWork, request: EmulatorRequest): Answer => {
  const body = request.json()
  if (body === undefined)
    throw new ElasticsearchError(400, "parse_exception", "request body or source parameter is required")
  const wanted = wantedDocuments(isObject(body) ? body : {}, request.param("index"))
  if (wanted.length === 0) throw validationFailed(["no documents to get"])
  const faults = wanted.flatMap(({ index, id }, at) => [
    ...(index === "" ? [`index is missing for doc ${at}`] : []),
    ...(id === undefined ? [`id is missing for doc ${at}`] : [])
  ])
  if (faults.length > 0) throw validationFailed(faults)
  const byQuery = requestedSource(request)
  return ok({
    docs: wanted.map(({ index: name, id = "", source }) => {
      try {
        const index = readTarget(cluster, name)
        checkReadable(cluster, index, id, true)
        return foundJson(index, id, index.documents.get(id), source ?? byQuery)
      } catch (error) {
        if (!(error instanceof ElasticsearchError)) throw error
        const told = error.body()
        return { _index: name, _id: id, error: isObject(told) ? told["error"] : null }
      }
    })
  })
}

const wantedDocuments = (body: JsonObject, defaultIndex: string) => {
  const { ids, docs } = body
  const unknown = Object.keys(body).find((key) => key !== "ids" && key !== "docs")
  if (unknown !== undefined)
    throw new ElasticsearchError(
      400,
      "parsing_exception",
      `unknown key [${unknown}] for a START_ARRAY, expected [docs] or [ids]`
    )
  if (isArray(ids)) return ids.map((id) => ({ index: defaultIndex, id: scalarText(id), source: undefined }))
  return (isArray(docs) ? docs : []).map((one) => {
    if (!isObject(one)) throw illegalArgument("docs array element should include an object")
    return {
      index: scalarText(one["_index"]) ?? defaultIndex,
      id: scalarText(one["_id"]),
      source: one["_source"]
    }
  })
}

export const getRoutes: readonly Route[] = [
  {
    methods: ["GET", "HEAD"],
    path: "/{index}/_doc/{id}",
    query: getParameters,
    handle: (cluster, request) => {
      const { index, id, document } = find(cluster, request)
      return answer(
        document === undefined ? 404 : 200,
        foundJson(index, id, document, requestedSource(request))
      )
    }
  },
  {
    methods: ["GET", "HEAD"],
    path: "/{index}/_source/{id}",
    query: getParameters.filter(
      (name) => name !== "stored_fields" && name !== "version" && name !== "version_type"
    ),
    handle: getSource
  },
  ...["/_mget", "/{index}/_mget"].map((path): Route => ({
    methods: ["GET", "POST"],
    path,
    query: getParameters,
    body: true,
    handle: getMany
  }))
]
