import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { type Answer, answer, ok } from "../http/Answer.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import type { Route } from "../http/Route.ts"
import { checkClusterWritable } from "../indices/blocks.ts"
import { mergeSettings, nestSettings } from "../indices/indexSettings.ts"
import { expressionParameters, masterParameters, requestIndices } from "../indices/requestIndices.ts"
import { splitList } from "../http/splitList.ts"
import { checkActiveShards } from "../indices/checkActiveShards.ts"
import { type Index, type IndexSettings, replicaCount, shardCount } from "../indices/Index.ts"
import { resolveIndices } from "../indices/resolveIndices.ts"
import type { JsonObject } from "../json/Json.ts"
import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { explainAllocation } from "./explainAllocation.ts"
import { defaultSettings } from "./defaultSettings.ts"
import { clearsBlocksOnly, clusterSettingChanges } from "./clusterSettings.ts"
import {
  activeShards,
  clusterHealth,
  healthByIndex,
  initializingShards,
  reaches,
  statusOf
} from "./health.ts"

const healthParameters = [
  ...expressionParameters,
  ...masterParameters,
  "local",
  "wait_for_status",
  "wait_for_no_initializing_shards",
  "wait_for_no_relocating_shards",
  "wait_for_active_shards",
  "wait_for_nodes",
  "wait_for_events",
  "level"
]

const flatSettings = (settings: IndexSettings): JsonObject =>
  Object.fromEntries([...settings].toSorted(([a], [b]) => (a < b ? -1 : 1)))

const recheckMillis = 10

export const clusterRoutes: readonly Route[] = [
  ...["/_cluster/health", "/_cluster/health/{index}"].map((path): Route => ({
    methods: ["GET"],
    path,
    query: healthParameters,
    handle: awaitHealth
  })),
  {
    methods: ["GET", "POST"],
    path: "/_cluster/allocation/explain",
    query: ["include_yes_decisions", "include_disk_info", "master_timeout"],
    body: true,
    handle: (cluster, request) => ok(explainAllocation(cluster, request))
  },
  ...["/_nodes", "/_nodes/{node}"].map((path): Route => ({
    methods: ["GET"],
    path,
    query: ["timeout", "flat_settings"],
    handle: (cluster) =>
      ok({
        _nodes: { total: 1, successful: 1, failed: 0 },
        cluster_name: cluster.clusterName,
        nodes: { [cluster.nodeId]: nodeJson(cluster) }
      })
  })),
  {
    methods: ["GET"],
    path: "/_cluster/settings",
    query: ["flat_settings", "include_defaults", "master_timeout", "timeout"],
    handle: (cluster, request) => {
      const show = request.boolean("flat_settings", false) ? flatSettings : nestSettings
      return ok({
        persistent: show(cluster.settings.persistent),
        transient: show(cluster.settings.transient),
        ...(request.boolean("include_defaults", false) ? { defaults: show(defaultSettings(cluster)) } : {})
      })
    }
  },
  {
    methods: ["PUT"],
    path: "/_cluster/settings",
    query: ["flat_settings", "master_timeout", "timeout"],
    handle: (cluster, request) => {
      const changes = clusterSettingChanges(request.json())
      if (!clearsBlocksOnly(changes)) checkClusterWritable(cluster)
      for (const scope of ["persistent", "transient"] as const) {
        const changed = changes[scope]
        const merged = mergeSettings(cluster.settings[scope], changed)
        cluster.settings[scope].clear()
        for (const [key, value] of merged) cluster.settings[scope].set(key, value)
      }
      const show = request.boolean("flat_settings", false) ? flatSettings : nestSettings
      return ok({
        acknowledged: true,
        persistent: show(mergeSettings(changes.persistent)),
        transient: show(mergeSettings(changes.transient))
      })
    }
  }
]

async function awaitHealth(
  cluster: IndexState & ServerNode & SnapshotWork,
  request: EmulatorRequest
): Promise<Answer> {
  const deadline = performance.now() + (request.time("timeout") ?? 30_000)
  for (;;) {
    const { met, missing, indices } = look(cluster, request)
    const late = performance.now() >= deadline
    if (met || late)
      return answer(met ? 200 : 408, {
        ...clusterHealth(cluster, indices, !met, missing),
        ...(["indices", "shards"].includes(request.text("level") ?? "")
          ? { indices: healthByIndex(cluster, indices, request.text("level") === "shards") }
          : {})
      })
    // oxlint-disable-next-line no-await-in-loop -- looks again until the deadline, one look after the other
    await new Promise<void>((resolve) => {
      setTimeout(resolve, Math.min(recheckMillis, deadline - performance.now())).unref()
    })
  }
}

const look = (cluster: IndexState & ServerNode & SnapshotWork, request: EmulatorRequest) => {
  try {
    const indices = requestIndices(cluster, request, { expand: ["all"] })
    const wanted = request.text("wait_for_status")
    if (wanted !== undefined && !["red", "yellow", "green"].includes(wanted))
      throw illegalArgument(
        `No enum constant org.elasticsearch.cluster.health.ClusterHealthStatus.${wanted.toUpperCase()}`
      )
    const status = statusOf(cluster, indices)
    const shards = request.text("wait_for_active_shards")
    checkActiveShards(shards)
    const all = indices.reduce((sum, index) => sum + shardCount(index) * (1 + replicaCount(index)), 0)
    const there = activeShards(cluster, indices)
    const active = shards === undefined || there >= (shards === "all" ? all : Number(shards))
    const nodes = enoughNodes(request.text("wait_for_nodes"))
    const level = request.text("level") ?? "cluster"
    if (!["cluster", "indices", "shards"].includes(level))
      throw illegalArgument(
        `level parameter must be one of [cluster] or [indices] or [shards] but was [${level}]`
      )
    const settled =
      !request.boolean("wait_for_no_initializing_shards", false) || initializingShards(cluster, indices) === 0
    return {
      met: active && nodes && settled && (wanted === undefined || reaches(status, wanted)),
      missing: false,
      indices
    }
  } catch (error) {
    if (!(error instanceof ElasticsearchError) || error.status !== 404) throw error
    return { met: false, missing: true, indices: lenientIndices(cluster, request) }
  }
}

/** There is one node. */
const enoughNodes = (wanted: string | undefined): boolean => {
  const [, sign = "", digits] = /^(>=|<=|>|<|ge\(|le\(|gt\(|lt\()?(\d+)\)?$/.exec(wanted ?? "") ?? []
  if (digits === undefined) return true
  const count = Number(digits)
  if (sign === ">=" || sign === "ge(") return count <= 1
  if (sign === "<=" || sign === "le(") return count >= 1
  if (sign === ">" || sign === "gt(") return count < 1
  return sign === "<" || sign === "lt(" ? count > 1 : count === 1
}

/** What there is of what was asked for. */
const lenientIndices = (
  cluster: IndexState & ServerNode & SnapshotWork,
  request: EmulatorRequest
): readonly Index[] => {
  const names = splitList(request.param("index"))
  if (names.includes("")) return []
  return resolveIndices(cluster.indices, names, {
    expand: { open: true, closed: true, hidden: true },
    ignoreUnavailable: true,
    allowNoIndices: true,
    leadingExclusion: cluster.traits.leadingExclusion,
    aliases: true
  })
}

const nodeJson = (cluster: IndexState & ServerNode & SnapshotWork): JsonObject => ({
  name: cluster.nodeName,
  transport_address: "127.0.0.1:9300",
  host: "127.0.0.1",
  ip: "127.0.0.1",
  version: cluster.traits.version,
  build_flavor: "default",
  build_type: "unknown",
  build_hash: "unknown",
  roles: ["data", "ingest", "master"]
})
