import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ElasticsearchError, illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import { type Answer, answer, ok } from "../http/Answer.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import type { Route } from "../http/Route.ts"
import { checkSearchable } from "../indices/blocks.ts"
import { type Index, shardCount } from "../indices/Index.ts"
import { expressionParameters, requestOpenIndices } from "../indices/requestIndices.ts"
import { type Json, type JsonObject, isObject, scalarText } from "../json/Json.ts"
import { spanAt } from "../json/spanAt.ts"
import { uuid } from "../uuid.ts"
import type { StoredDocument } from "./DocumentStore.ts"
import { checkShards } from "./checkShards.ts"
import { shardsJson } from "./shardsJson.ts"

/** What searches saw of some indices at one moment. It is kept until it is closed; its time to live is not looked after. */
export interface PointInTime {
  readonly id: string
  readonly indices: readonly Index[]
  readonly documents: ReadonlyMap<Index, readonly StoredDocument[]>
}

const open = new WeakMap<IndexState & ServerNode & SnapshotWork, Map<string, PointInTime>>()

const pointsOf = (cluster: IndexState & ServerNode & SnapshotWork): Map<string, PointInTime> => {
  const known = open.get(cluster) ?? new Map<string, PointInTime>()
  open.set(cluster, known)
  return known
}

const openPoint = (cluster: IndexState & ServerNode & SnapshotWork, request: EmulatorRequest): Answer => {
  if (request.text("keep_alive") === undefined) throw validationFailed(["[keep_alive] is not specified"])
  request.time("keep_alive")
  const unknown = Object.keys(asObject(request.json())).find((key) => key !== "index_filter")
  if (unknown !== undefined)
    throw new ElasticsearchError(
      400,
      "x_content_parse_exception",
      `[${spanAt(request.body, [unknown]).key}] [open_point_in_time_request] unknown field [${unknown}]`
    )
  const indices = requestOpenIndices(cluster, request)
  checkSearchable(cluster, indices)
  const phase = cluster.traits.searchesWait ? "open_pit" : "indices:data/read/open_point_in_time"
  checkShards(cluster, indices, phase, "open_reader_context")
  const documents = new Map(indices.map((index) => [index, [...index.documents.searchable()]]))
  const id = Buffer.from(
    indices.map(({ name }) => `${name}/${uuid()}/${uuid()}`).join(" ") || uuid().repeat(4)
  ).toString("base64")
  pointsOf(cluster).set(id, { id, indices, documents })
  return ok({ id, _shards: shardsJson(indices) })
}

const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})

const closePoint = (cluster: IndexState & ServerNode & SnapshotWork, request: EmulatorRequest): Answer => {
  const body = request.json()
  const id = isObject(body) ? scalarText(body["id"]) : undefined
  if (body === undefined)
    throw new ElasticsearchError(400, "parse_exception", "request body or source parameter is required")
  if (id === undefined) throw illegalArgument("search context id is is not provided")
  const point = pointsOf(cluster).get(id)
  if (point === undefined) return answer(404, { succeeded: false, num_freed: 0 })
  pointsOf(cluster).delete(id)
  return ok({ succeeded: true, num_freed: point.indices.reduce((sum, index) => sum + shardCount(index), 0) })
}

/** The point in time that a search names in its body; throws for one that is closed. */
export const requestedPoint = (
  cluster: IndexState & ServerNode & SnapshotWork,
  request: EmulatorRequest,
  pit: Json | undefined
): PointInTime | undefined => {
  if (pit === undefined) return undefined
  if (request.param("index") !== "")
    throw validationFailed([
      "[indices] cannot be used with point in time. Do not specify any index with point in time."
    ])
  const given = asObject(pit)
  const unknown = Object.keys(given).find((key) => key !== "id" && key !== "keep_alive")
  if (unknown !== undefined)
    throw new ElasticsearchError(
      400,
      "x_content_parse_exception",
      `[${spanAt(request.body, ["pit", unknown]).key}] [pit] unknown field [${unknown}]`
    )
  const id = scalarText(given["id"]) ?? ""
  if (id === "") throw illegalArgument("point in time id is not provided")
  const point = pointsOf(cluster).get(id)
  if (point !== undefined) return point
  throw contextMissing(cluster, id)
}

/** The indices of a point that is closed are still in its id. */
const contextMissing = (cluster: IndexState & ServerNode & SnapshotWork, id: string): ElasticsearchError => {
  const root = {
    type: "search_context_missing_exception",
    reason: `No search context found for id [${cluster.traits.searchesWait ? `[${cluster.nodeId}][1] searcherId [null]` : "1"}]`
  }
  const names = Buffer.from(id, "base64").toString().split(" ")
  const failed = names.map((name) => ({
    shard: 0,
    index: name.split("/")[0],
    node: cluster.nodeId,
    reason: root
  }))
  return new ElasticsearchError(404, "search_phase_execution_exception", "all shards failed", {
    root,
    extra: { phase: "query", grouped: true, failed_shards: failed }
  })
}

export const pointInTimeRoutes: readonly Route[] = [
  {
    methods: ["POST"],
    path: "/{index}/_pit",
    query: [
      ...expressionParameters,
      "keep_alive",
      "routing",
      "preference",
      "allow_partial_search_results",
      "max_concurrent_shard_requests"
    ],
    handle: openPoint
  },
  { methods: ["DELETE"], path: "/_pit", query: [], body: true, handle: closePoint }
]
