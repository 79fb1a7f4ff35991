import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import type { Route } from "../http/Route.ts"
import { checkBlocks } from "../indices/blocks.ts"
import { hasUnassignedPrimaries, type Index, replicaCount, shardCount } from "../indices/Index.ts"
import { expressionParameters, requestIndices } from "../indices/requestIndices.ts"
import { restoringShards } from "../indices/restoringShards.ts"
import { answerTable, catParameters } from "./CatTable.ts"

type Row = Readonly<Record<string, string | null>>

const rowsOf = (cluster: IndexState & ServerNode & SnapshotWork, index: Index): readonly Row[] => {
  const restoring = new Set(restoringShards(cluster, index).map(({ shard }) => shard))
  const placed = !hasUnassignedPrimaries(index, cluster.nodeName)
  return Array.from({ length: shardCount(index) }, (_, shard) => shard).flatMap((shard) => {
    const state = placed ? (restoring.has(shard) ? "INITIALIZING" : "STARTED") : "UNASSIGNED"
    const unassigned = { index: index.name, shard: String(shard), state: "UNASSIGNED" }
    const replicas = Array.from({ length: replicaCount(index) }, () => ({ ...unassigned, prirep: "r" }))
    const documents = [...index.documents.searchable()].filter((one) => one.shard === shard).length
    const isThere = state === "STARTED"
    const size = isThere ? `${249 + 100 * documents}b` : null
    const primary = {
      ...unassigned,
      prirep: "p",
      state,
      docs: isThere ? String(documents) : null,
      store: size,
      dataset: size,
      ip: placed ? "127.0.0.1" : null,
      node: placed ? cluster.nodeName : null
    }
    return [primary, ...replicas]
  })
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
  const recovery = index.reopened ? undefined : index.recovery
  return Array.from({ length: shardCount(index) }, (_, shard) => shard).flatMap((shard): readonly Row[] => {
    const running = restoring.get(shard)
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
        aliases: { i: "index", idx: "index", s: "shard", sh: "shard", p: "prirep", st: "state", d: "docs" },
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
        rows: indices
          .filter((index) => !hasUnassignedPrimaries(index, cluster.nodeName))
          .flatMap((index) => recoveriesOf(cluster, index, activeOnly))
      }
      return answerTable(table, request)
    }
  }))
]
