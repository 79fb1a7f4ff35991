import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import type { Route } from "../http/Route.ts"
import { checkBlocks } from "../indices/blocks.ts"
import { type Index, replicaCount } from "../indices/Index.ts"
import { expressionParameters, requestIndices } from "../indices/requestIndices.ts"
import { restoredReason, restoreSource, restoringShards } from "../indices/restoringShards.ts"
import { shardStates } from "../indices/shardStates.ts"
import { answerTable, catParameters } from "./CatTable.ts"

type Row = Readonly<Record<string, string | null>>

const rowsOf = (cluster: IndexState & ServerNode & SnapshotWork, index: Index): readonly Row[] => {
  return shardStates(cluster, index).flatMap((state, shard) => {
    const unassigned = {
      index: index.name,
      shard: String(shard),
      state: "UNASSIGNED",
      ...unassignedColumns(cluster, "INDEX_CREATED", index.createdAt, null)
    }
    const replicas = Array.from({ length: replicaCount(index) }, () => ({ ...unassigned, prirep: "r" }))
    const documents = [...index.documents.searchable()].filter((one) => one.shard === shard).length
    const isThere = state === "STARTED"
    const placed = state !== "UNASSIGNED"
    const failed = index.failedShards.get(shard)
    const size = isThere ? `${249 + 100 * documents}b` : null
    const primary = {
      ...unassigned,
      prirep: "p",
      state,
      docs: isThere ? String(documents) : null,
      store: size,
      dataset: size,
      ...(placed ? assignedColumns : {}),
      ...(state === "INITIALIZING"
        ? unassignedColumns(
            cluster,
            restoredReason(index.recovery),
            index.recovery?.at ?? 0,
            restoreSource(index.recovery)
          )
        : {}),
      ...(failed === undefined
        ? {}
        : unassignedColumns(cluster, failed.reason, failed.at, failed.details ?? null)),
      ip: placed ? "127.0.0.1" : null,
      node: placed ? cluster.nodeName : null
    }
    return [primary, ...replicas]
  })
}

const unassignedAliases = {
  ur: "unassigned.reason",
  ua: "unassigned.at",
  uf: "unassigned.for",
  ud: "unassigned.details"
}

const unassignedColumns = (cluster: ServerNode, reason: string, at: number, details: string | null): Row => ({
  "unassigned.reason": reason,
  "unassigned.at": new Date(at).toISOString(),
  "unassigned.for": `${Math.max(0, cluster.now() - at)}ms`,
  "unassigned.details": details
})

const assignedColumns: Row = {
  "unassigned.reason": null,
  "unassigned.at": null,
  "unassigned.for": null,
  "unassigned.details": null
}

const recoveryColumns = [
  "index",
  "shard",
  "time",
  "type",
  "stage",
  "source_host",
  "source_node",
  "target_host",
  "target_node",
  "repository",
  "snapshot"
]

const recoveriesOf = (
  cluster: IndexState & ServerNode & SnapshotWork,
  index: Index,
  activeOnly: boolean
): readonly Row[] => {
  const restoring = new Map(restoringShards(cluster, index).map((shard) => [shard.shard, shard]))
  return shardStates(cluster, index).flatMap((state, shard): readonly Row[] => {
    if (state === "UNASSIGNED") return []
    const running = restoring.get(shard)
    const recovery =
      index.reopened || index.recovery?.emptyShards.has(shard) === true ? undefined : index.recovery
    if (activeOnly && running === undefined) return []
    return [
      {
        index: index.name,
        shard: String(shard),
        time: "0s",
        type: index.reopened ? "existing_store" : recovery === undefined ? "empty_store" : "snapshot",
        stage: (running?.stage(cluster.clock.now()) ?? "DONE").toLowerCase(),
        source_host: "n/a",
        source_node: "n/a",
        target_host: "127.0.0.1",
        target_node: cluster.nodeName,
        repository: recovery?.repository ?? "n/a",
        snapshot: recovery?.snapshot ?? "n/a"
      }
    ]
  })
}

export const catShardRoutes: readonly Route[] = [
  ...["/_cat/shards", "/_cat/shards/{index}"].map((path): Route => ({
    methods: ["GET"],
    path,
    query: [...catParameters, ...expressionParameters],
    handle: (cluster, request) => {
      const indices = requestIndices(cluster, request, { expand: ["all"] })
      checkBlocks(cluster, indices, "metadata read")
      const table = {
        columns: ["index", "shard", "prirep", "state", "docs", "store", "dataset", "ip", "node"],
        right: ["docs", "store", "dataset"],
        aliases: {
          i: "index",
          idx: "index",
          s: "shard",
          sh: "shard",
          p: "prirep",
          st: "state",
          d: "docs",
          ...unassignedAliases
        },
        rows: indices.flatMap((index) => rowsOf(cluster, index))
      }
      return answerTable(table, request)
    }
  })),
  ...["/_cat/recovery", "/_cat/recovery/{index}"].map((path): Route => ({
    methods: ["GET"],
    path,
    query: [...catParameters, ...expressionParameters, "active_only", "detailed", "index"],
    handle: (cluster, request) => {
      const activeOnly = request.boolean("active_only", false)
      const indices = requestIndices(cluster, request, { expand: ["open", "closed"] })
      checkBlocks(cluster, indices, "metadata read")
      const table = {
        columns: recoveryColumns,
        right: [],
        aliases: { i: "index", idx: "index", s: "shard", sh: "shard", t: "time", ty: "type", st: "stage" },
        rows: indices.flatMap((index) => recoveriesOf(cluster, index, activeOnly))
      }
      return answerTable(table, request)
    }
  }))
]
