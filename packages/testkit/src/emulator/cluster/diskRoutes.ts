import { answerTable, catParameters } from "../cat/CatTable.ts"
import { ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import { replicaCount, shardCount } from "../indices/Index.ts"
import type { IndexState } from "../indices/IndexState.ts"
import { shardsIn } from "../indices/shardStates.ts"
import { wildcard } from "../indices/wildcard.ts"
import type { JsonObject } from "../json/Json.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"

type Server = IndexState & ServerNode & SnapshotWork
type Row = Readonly<Record<string, string | null>>

const columns = [
  "shards",
  "shards.undesired",
  "write_load.forecast",
  "disk.indices.forecast",
  "disk.indices",
  "disk.used",
  "disk.avail",
  "disk.total",
  "disk.percent",
  "host",
  "ip",
  "node",
  "node.role"
]

/** Of a shard, as `_cat/shards` tells it too. */
const indexBytes = (cluster: Server): number =>
  [...cluster.indices.values()].reduce(
    (sum, index) => sum + 249 * shardCount(index) + 100 * index.documents.size,
    0
  )

const nodeRow = (cluster: Server): Row => {
  const { totalBytes, availableBytes } = cluster.disk
  const placed = [...cluster.indices.values()].reduce(
    (sum, index) => sum + shardCount(index) - shardsIn(cluster, index, "UNASSIGNED").length,
    0
  )
  const used = totalBytes - availableBytes
  const bytes = String(indexBytes(cluster))
  return {
    shards: String(placed),
    "shards.undesired": "0",
    "write_load.forecast": "0.0",
    "disk.indices.forecast": bytes,
    "disk.indices": bytes,
    "disk.used": String(used),
    "disk.avail": String(availableBytes),
    "disk.total": String(totalBytes),
    "disk.percent": String(totalBytes === 0 ? 0 : Math.floor((100 * used) / totalBytes)),
    host: "127.0.0.1",
    ip: "127.0.0.1",
    node: cluster.nodeName,
    "node.role": "cdfhilmrstw"
  }
}

/** Copies that are on no node have a row of their own. */
const unassignedRows = (cluster: Server): readonly Row[] => {
  const count = [...cluster.indices.values()].reduce(
    (sum, index) =>
      sum + shardsIn(cluster, index, "UNASSIGNED").length + shardCount(index) * replicaCount(index),
    0
  )
  const nothing = Object.fromEntries(columns.map((column) => [column, null]))
  return count === 0 ? [] : [{ ...nothing, shards: String(count), node: "UNASSIGNED" }]
}

const isMeant = (cluster: ServerNode, names: readonly string[]): boolean =>
  names.length === 0 ||
  names.some(
    (name) =>
      ["_all", "_local", "_master", cluster.nodeId].includes(name) || wildcard(name).test(cluster.nodeName)
  )

const diskJson = (cluster: ServerNode): JsonObject => {
  const { totalBytes, availableBytes } = cluster.disk
  const bytes = {
    total_in_bytes: totalBytes,
    free_in_bytes: availableBytes,
    available_in_bytes: availableBytes
  }
  const part = (share: number) => Math.floor(totalBytes * share)
  return {
    timestamp: cluster.now(),
    total: bytes,
    data: [
      {
        path: "/emulator/data",
        mount: "/ (/dev/emulator)",
        type: "ext4",
        ...bytes,
        low_watermark_free_space_in_bytes: part(0.15),
        high_watermark_free_space_in_bytes: part(0.1),
        flood_stage_free_space_in_bytes: part(0.05)
      }
    ]
  }
}

/** How much room the disk has. */
export const diskRoutes: readonly Route[] = [
  ...["/_cat/allocation", "/_cat/allocation/{nodes}"].map((path): Route => ({
    methods: ["GET"],
    path,
    query: catParameters,
    handle: (cluster, request) => {
      const names = splitList(request.param("nodes")).filter((name) => name !== "")
      const rows = [...(isMeant(cluster, names) ? [nodeRow(cluster)] : []), ...unassignedRows(cluster)]
      return answerTable(
        {
          columns,
          right: columns.slice(0, 9),
          aliases: {
            s: "shards",
            wlf: "write_load.forecast",
            dif: "disk.indices.forecast",
            di: "disk.indices",
            du: "disk.used",
            da: "disk.avail",
            dt: "disk.total",
            dp: "disk.percent",
            h: "host",
            n: "node",
            r: "node.role",
            role: "node.role"
          },
          rows
        },
        request
      )
    }
  })),
  ...["/_nodes/stats/fs", "/_nodes/{node}/stats/fs"].map((path): Route => ({
    methods: ["GET"],
    path,
    query: ["timeout", "level", "groups", "fields", "completion_fields", "fielddata_fields", "types"],
    handle: (cluster) =>
      ok({
        _nodes: { total: 1, successful: 1, failed: 0 },
        cluster_name: cluster.clusterName,
        nodes: {
          [cluster.nodeId]: {
            timestamp: cluster.now(),
            name: cluster.nodeName,
            transport_address: "127.0.0.1:9300",
            host: "127.0.0.1",
            ip: "127.0.0.1:9300",
            roles: ["data", "ingest", "master"],
            fs: diskJson(cluster)
          }
        }
      })
  }))
]
