import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ElasticsearchError, validationFailed } from "../ElasticsearchError.ts"
import { type Answer, answer, ok } from "../http/Answer.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import type { Route } from "../http/Route.ts"
import { closedBlock } from "../indices/blocks.ts"
import type { Index } from "../indices/Index.ts"
import { awaitShard, updateUnavailable, writeUnavailable } from "../indices/restoringShards.ts"
import type { JsonObject } from "../json/Json.ts"
import { bulk } from "./bulk.ts"
import { deleteTarget, makeTarget, requireWritable, writeTarget } from "./target.ts"
import { parseUpdate, updatedSource, updateDocument, updateFaults } from "./updateDocument.ts"
import { idFaults, requestConditions } from "./WriteConditions.ts"
import {
  checkRefresh,
  deleteDocument,
  newId,
  putDocument,
  refreshAfter,
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
  "require_data_stream",
  "pipeline",
  "version",
  "version_type",
  "include_source_on_error"
]
const deleteParameters = [
  "refresh",
  "if_seq_no",
  "if_primary_term",
  "routing",
  "timeout",
  "wait_for_active_shards",
  "version",
  "version_type"
]
const updateParameters = [
  "_source",
  "_source_includes",
  "_source_excludes",
  "refresh",
  "if_seq_no",
  "if_primary_term",
  "routing",
  "timeout",
  "wait_for_active_shards",
  "require_alias",
  "retry_on_conflict",
  "doc_as_upsert",
  "include_source_on_error"
]
const bulkParameters = [
  "refresh",
  "routing",
  "timeout",
  "wait_for_active_shards",
  "require_alias",
  "require_data_stream",
  "pipeline",
  "list_executed_pipelines",
  "include_source_on_error",
  "_source",
  "_source_includes",
  "_source_excludes"
]

/** As forms encode: a space is a plus. */
const formEncoded = (text: string): string => new URLSearchParams({ text }).toString().slice("text=".length)

/** A document that is new has an address. */
const written = (index: string, id: string, result: string, json: JsonObject): Answer => {
  if (result !== "created") return answer(200, json)
  const location = `/${formEncoded(index)}/_doc/${formEncoded(id)}`
  return { status: 201, json, headers: { location } }
}

const oneMinute = 60_000

const write = async (
  cluster: IndexState & ServerNode & SnapshotWork,
  request: EmulatorRequest,
  create: boolean
): Promise<Answer> => {
  const requireAlias = request.boolean("require_alias", false)
  checkRefresh(request.text("refresh"))
  const wanted = requestConditions(request, create)
  if (request.body.trim() === "")
    throw new ElasticsearchError(400, "parse_exception", "request body is required")
  const id = request.param("id")
  const faults = idFaults(id)
  if (faults.length > 0) throw validationFailed(faults)
  const index = writeTarget(cluster, request.param("index"), requireAlias)
  const name = id || newId()
  await awaitPrimary(
    cluster,
    request,
    index,
    name,
    `index {[${index.name}][${name}], source[${request.body.trim()}]}`
  )
  const { result, document } = putDocument(cluster, index, name, request.body.trim(), wanted)
  const forced = refreshAfter(index, request.text("refresh"))
  return written(index.name, document.id, result, writeJsonOf(index, result, document, forced))
}

/** A write waits for a shard that is being restored. */
const awaitPrimary = async (
  cluster: IndexState & ServerNode & SnapshotWork,
  request: EmulatorRequest,
  index: Index,
  id: string,
  operation: string
): Promise<void> => {
  const shard = index.documents.shardOf(id)
  if (await awaitShard(cluster, index, shard, request.time("timeout") ?? oneMinute)) return
  throw writeUnavailable(index, shard, request.text("timeout") ?? "1m", [operation], request.text("refresh"))
}

const update = async (
  cluster: IndexState & ServerNode & SnapshotWork,
  request: EmulatorRequest
): Promise<Answer> => {
  const requireAlias = request.boolean("require_alias", false)
  checkRefresh(request.text("refresh"))
  const wanted = requestConditions(request)
  const body = parseUpdate(request.body, request.json())
  const faults = updateFaults(body, wanted, request.int("retry_on_conflict", 0))
  if (faults.length > 0) throw validationFailed(faults)
  const index = makeTarget(cluster, request.param("index"), requireAlias)
  if (!index.open) throw closedBlock(index)
  requireWritable(cluster, index)
  const shard = index.documents.shardOf(request.param("id"))
  if (!(await awaitShard(cluster, index, shard, request.time("timeout") ?? oneMinute)))
    throw updateUnavailable(index, shard, request.text("timeout") ?? "1m")
  const { result, document } = updateDocument(cluster, index, request.param("id"), body, wanted)
  const forced = refreshAfter(index, request.text("refresh"))
  const json = writeJsonOf(index, result, document, forced)
  const shown = updatedSource(index, document, body.given["_source"] ?? request.text("_source"))
  return written(index.name, document.id, result, { ...json, get: shown })
}

export const documentRoutes: readonly Route[] = [
  {
    methods: ["PUT", "POST"],
    path: "/{index}/_doc/{id}",
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
    methods: ["DELETE"],
    path: "/{index}/_doc/{id}",
    query: deleteParameters,
    handle: async (cluster, request) => {
      checkRefresh(request.text("refresh"))
      const wanted = requestConditions(request)
      const index = deleteTarget(cluster, request.param("index"))
      const id = request.param("id")
      await awaitPrimary(cluster, request, index, id, `delete {[${index.name}][${id}]}`)
      const { result, document } = deleteDocument(index, id, wanted)
      const forced = refreshAfter(index, request.text("refresh"))
      return answer(result === "deleted" ? 200 : 404, writeJsonOf(index, result, document, forced))
    }
  },
  { methods: ["POST"], path: "/{index}/_update/{id}", query: updateParameters, handle: update },
  ...["/_bulk", "/{index}/_bulk"].map((path): Route => ({
    methods: ["POST", "PUT"],
    path,
    query: bulkParameters,
    handle: async (cluster, request) => {
      checkRefresh(request.text("refresh"))
      return ok(
        await bulk(cluster, request.body, {
          timeout: { written: request.text("timeout") ?? "1m", millis: request.time("timeout") ?? oneMinute },
          index: request.param("index") || undefined,
          refresh: request.text("refresh"),
          requireAlias: request.boolean("require_alias", false)
        })
      )
    }
  }))
]
