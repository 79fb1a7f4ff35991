import type { CatTable } from "../cat/CatTable.ts"
import { answerTable, catParameters } from "../cat/CatTable.ts"
import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import type { Route } from "../http/Route.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { blockedError } from "./blocks.ts"
import { type Health, healthOf } from "../cluster/health.ts"
import { type Index, replicaCount, shardCount } from "./Index.ts"
import { shardStates } from "./shardStates.ts"
import { expressionParameters, requestIndices } from "./requestIndices.ts"

export const catIndicesRoutes: readonly Route[] = ["/_cat/indices", "/_cat/indices/{index}"].map((path) => ({
  methods: ["GET"],
  path,
  query: [...catParameters, ...expressionParameters, "health", "pri", "include_unloaded_segments"],
  handle: (cluster, request) => {
    const indices = requestIndices(cluster, request, { expand: ["open", "closed"] })
    const blocked = blockedError(cluster, indices, "metadata read")
    if (blocked !== undefined) throw twice(blocked)
    const wanted = wantedHealth(request.text("health"))
    const shown = indices.filter((index) => wanted === undefined || healthOf(cluster, index) === wanted)
    return answerTable(catIndices(cluster, shown), request)
  }
}))

const wantedHealth = (text: string | undefined): Health | undefined => {
  const health = text?.toLowerCase()
  if (health === undefined || health === "red" || health === "yellow" || health === "green") return health
  throw illegalArgument(`unknown cluster health status [${text}]`)
}

/** Two of the requests behind this call are refused: the one tells of the other. */
const twice = (error: ElasticsearchError): ElasticsearchError => {
  const { status, type, reason } = error
  const suppressed = [{ type, reason }]
  return new ElasticsearchError(status, type, reason, { extra: { suppressed } })
}

const catIndices = (
  cluster: IndexState & ServerNode & SnapshotWork,
  indices: readonly Index[]
): CatTable => ({
  columns: [
    "health",
    "status",
    "index",
    "uuid",
    "pri",
    "rep",
    "docs.count",
    "docs.deleted",
    "store.size",
    "pri.store.size",
    "dataset.size"
  ],
  right: ["pri", "rep", "docs.count", "docs.deleted", "store.size", "pri.store.size", "dataset.size"],
  aliases: {
    h: "health",
    s: "status",
    i: "index",
    idx: "index",
    id: "uuid",
    p: "pri",
    r: "rep",
    dc: "docs.count",
    docsCount: "docs.count",
    dd: "docs.deleted",
    docsDeleted: "docs.deleted",
    ss: "store.size",
    storeSize: "store.size"
  },
  rows: indices.map((index) => {
    const states = shardStates(cluster, index)
    const isThere = index.open && !states.includes("INITIALIZING") && states.includes("STARTED")
    const documents = [...index.documents.searchable()].length
    const size = isThere ? `${249 * shardCount(index) + 100 * documents}b` : null
    return {
      health: healthOf(cluster, index),
      status: index.open ? "open" : "close",
      index: index.name,
      uuid: index.uuid,
      pri: String(shardCount(index)),
      rep: String(replicaCount(index)),
      "docs.count": isThere ? String(documents) : null,
      "docs.deleted": isThere ? "0" : null,
      "store.size": size,
      "pri.store.size": size,
      "dataset.size": size
    }
  })
})
