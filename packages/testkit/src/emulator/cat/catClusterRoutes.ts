import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { clusterHealth } from "../cluster/health.ts"
import { findHits } from "../documents/search.ts"
import type { Route } from "../http/Route.ts"
import { expressionParameters } from "../indices/requestIndices.ts"
import { type Json, RawJson, scalarText } from "../json/Json.ts"
import { answerTable, type CatTable, catParameters } from "./CatTable.ts"

/** When the table was made; a column of its own everywhere where a number changes. */
const moment = (cluster: IndexState & ServerNode & SnapshotWork) => {
  const now = cluster.now()
  return { epoch: String(Math.floor(now / 1000)), timestamp: new Date(now).toISOString().slice(11, 19) }
}

const healthColumns = [
  "cluster",
  "status",
  "node.total",
  "node.data",
  "shards",
  "pri",
  "relo",
  "init",
  "unassign",
  "unassign.pri",
  "pending_tasks",
  "max_task_wait_time",
  "active_shards_percent"
]

const health = (cluster: IndexState & ServerNode & SnapshotWork, timed: boolean): CatTable => {
  const of = clusterHealth(cluster, [...cluster.indices.values()], false, false)
  const text = (key: string): string => scalarText(of[key] ?? null) ?? ""
  return {
    columns: timed ? ["epoch", "timestamp", ...healthColumns] : healthColumns,
    right: healthColumns.slice(2),
    aliases: { t: "epoch", time: "epoch", ts: "timestamp", cl: "cluster", st: "status" },
    rows: [
      {
        ...moment(cluster),
        cluster: cluster.clusterName,
        status: text("status"),
        "node.total": text("number_of_nodes"),
        "node.data": text("number_of_data_nodes"),
        shards: text("active_shards"),
        pri: text("active_primary_shards"),
        relo: text("relocating_shards"),
        init: text("initializing_shards"),
        unassign: text("unassigned_shards"),
        "unassign.pri": text("unassigned_primary_shards"),
        pending_tasks: text("number_of_pending_tasks"),
        max_task_wait_time: "-",
        active_shards_percent: `${Number(plainNumber(of["active_shards_percent_as_number"])).toFixed(1)}%`
      }
    ]
  }
}

const plainNumber = (value: Json | undefined): string =>
  value instanceof RawJson ? value.text : (scalarText(value ?? null) ?? "")

const nodes = (cluster: IndexState & ServerNode & SnapshotWork): CatTable => ({
  columns: [
    "ip",
    "heap.percent",
    "ram.percent",
    "cpu",
    "load_1m",
    "load_5m",
    "load_15m",
    "node.role",
    "master",
    "name"
  ],
  right: ["heap.percent", "ram.percent", "cpu", "load_1m", "load_5m", "load_15m"],
  aliases: { i: "ip", n: "name", m: "master", r: "node.role", role: "node.role", nodeRole: "node.role" },
  rows: [
    {
      ip: "127.0.0.1",
      "heap.percent": "10",
      "ram.percent": "50",
      cpu: "1",
      load_1m: "0.00",
      load_5m: "0.00",
      load_15m: "0.00",
      "node.role": "cdfhilmrstw",
      master: "*",
      name: cluster.nodeName,
      version: cluster.traits.version
    }
  ]
})

const master = (cluster: IndexState & ServerNode & SnapshotWork): CatTable => ({
  columns: ["id", "host", "ip", "node"],
  aliases: { h: "host", n: "node" },
  rows: [{ id: cluster.nodeId, host: "127.0.0.1", ip: "127.0.0.1", node: cluster.nodeName }]
})

export const catClusterRoutes: readonly Route[] = [
  {
    methods: ["GET"],
    path: "/_cat/health",
    query: catParameters,
    handle: (cluster, request) => answerTable(health(cluster, request.boolean("ts", true)), request)
  },
  {
    methods: ["GET"],
    path: "/_cat/nodes",
    query: [...catParameters, "full_id", "include_unloaded_segments"],
    handle: (cluster, request) => answerTable(nodes(cluster), request)
  },
  {
    methods: ["GET"],
    path: "/_cat/master",
    query: catParameters,
    handle: (cluster, request) => answerTable(master(cluster), request)
  },
  ...["/_cat/count", "/_cat/count/{index}"].map((path): Route => ({
    methods: ["GET"],
    path,
    query: [...catParameters, ...expressionParameters, "q"],
    handle: (cluster, request) => {
      const count = String(findHits(cluster, request, {}).length)
      return answerTable(
        {
          columns: ["epoch", "timestamp", "count"],
          aliases: { t: "epoch", time: "epoch", ts: "timestamp", dc: "count" },
          rows: [{ ...moment(cluster), count }]
        },
        request
      )
    }
  }))
]
