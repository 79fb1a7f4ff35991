import { illegalArgument } from "../ElasticsearchError.ts"
import { healthOf } from "../cluster/health.ts"
import type { ShardCounts } from "../documents/DocumentStore.ts"
import { type Answer, ok } from "../http/Answer.ts"
import { suggestion } from "../http/checkParameters.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import { type JsonObject, RawJson } from "../json/Json.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { checkBlocks } from "./blocks.ts"
import { type Index, replicaCount, shardCount } from "./Index.ts"
import type { IndexState } from "./IndexState.ts"
import { expressionParameters, requestIndices, requestOpenIndices } from "./requestIndices.ts"
import { shardsIn } from "./shardStates.ts"

type Server = IndexState & ServerNode & SnapshotWork

/** Names that the call knows. Of what is measured here are documents, their store, and writes; the others are not shown. */
const metrics = [
  "bulk",
  "completion",
  "dense_vector",
  "docs",
  "fielddata",
  "flush",
  "get",
  "indexing",
  "merge",
  "query_cache",
  "recovery",
  "refresh",
  "request_cache",
  "search",
  "segments",
  "shard_stats",
  "sparse_vector",
  "store",
  "translog",
  "warmer"
]

const levels = new Set(["cluster", "indices", "shards"])

export const statsRoutes: readonly Route[] = [
  "/_stats",
  "/_stats/{metric}",
  "/{index}/_stats",
  "/{index}/_stats/{metric}"
].map((path): Route => ({
  methods: ["GET"],
  path,
  query: [
    ...expressionParameters,
    "level",
    "forbid_closed_indices",
    "groups",
    "fields",
    "fielddata_fields",
    "completion_fields",
    "include_segment_file_sizes",
    "include_unloaded_segments"
  ],
  handle: (cluster, request) => stats(cluster, request, path.replace("{index}", request.param("index")))
}))

const stats = (cluster: Server, request: EmulatorRequest, path: string): Answer => {
  const wanted = wantedMetrics(request, path)
  const level = request.text("level") ?? "indices"
  if (!levels.has(level))
    throw illegalArgument(
      `level parameter must be one of [cluster] or [indices] or [shards] but was [${level}]`
    )
  const indices = request.boolean("forbid_closed_indices", true)
    ? requestOpenIndices(cluster, request)
    : requestIndices(cluster, request)
  checkBlocks(cluster, indices, "metadata read")
  const shards = new Map(indices.map((index) => [index, presentShards(cluster, index)]))
  const all = [...shards.values()].flat()
  return ok({
    _shards: {
      total: indices.reduce((sum, index) => sum + shardCount(index) * (1 + replicaCount(index)), 0),
      successful: all.length,
      failed: 0
    },
    _all: { primaries: sums(wanted, all), total: sums(wanted, all) },
    ...(level === "cluster"
      ? {}
      : {
          indices: Object.fromEntries(
            [...shards]
              .filter(([, own]) => own.length > 0)
              .map(([index, own]) => [
                index.name,
                {
                  uuid: index.uuid,
                  health: healthOf(cluster, index),
                  status: index.open ? "open" : "close",
                  primaries: sums(wanted, own),
                  total: sums(wanted, own),
                  ...(level === "shards" ? { shards: shardsJson(cluster, wanted, own) } : {})
                }
              ])
          )
        })
  })
}

const wantedMetrics = (request: EmulatorRequest, path: string): ReadonlySet<string> => {
  const text = request.param("metric")
  const names = splitList(text).filter((name) => name !== "")
  if (names.length === 0 || (names.length === 1 && names[0] === "_all")) return new Set(metrics)
  const shown = path.replace("{metric}", text)
  if (names.includes("_all"))
    throw illegalArgument(`request [${shown}] contains _all and individual metrics [${text}]`)
  const unknown = names.filter((name) => !metrics.includes(name))
  if (unknown.length > 0)
    throw illegalArgument(
      `request [${shown}] contains unrecognized metric${unknown.length > 1 ? "s" : ""}: ` +
        unknown.map((name) => `[${name}]${suggestion(name, metrics)}`).join(", ")
    )
  return new Set(names)
}

interface PresentShard {
  readonly shard: number
  readonly counts: ShardCounts
  readonly bytes: number
}

const presentShards = (cluster: Server, index: Index): readonly PresentShard[] =>
  shardsIn(cluster, index, "STARTED").map((shard) => {
    const counts = index.documents.counts(shard)
    return { shard, counts, bytes: counts.documents === 0 ? 227 : 249 + 100 * counts.documents }
  })

const sums = (wanted: ReadonlySet<string>, shards: readonly PresentShard[]): JsonObject => {
  if (shards.length === 0) return {}
  const sum = (of: (counts: ShardCounts) => number) =>
    shards.reduce((total, { counts }) => total + of(counts), 0)
  const bytes = shards.reduce((total, shard) => total + shard.bytes, 0)
  const isEmpty = sum(({ documents, deleted }) => documents + deleted) === 0
  const shown: JsonObject = {
    docs: {
      count: sum(({ documents }) => documents),
      deleted: sum(({ deleted }) => deleted),
      total_size_in_bytes: isEmpty ? 0 : bytes
    },
    shard_stats: { total_count: shards.length },
    store: { size_in_bytes: bytes, total_data_set_size_in_bytes: bytes, reserved_in_bytes: 0 },
    indexing: {
      index_total: sum(({ indexed }) => indexed),
      index_time_in_millis: 0,
      index_current: 0,
      index_failed: sum(({ conflicts }) => conflicts),
      index_failed_due_to_version_conflict: sum(({ conflicts }) => conflicts),
      delete_total: sum(({ deletions }) => deletions),
      delete_time_in_millis: 0,
      delete_current: 0,
      noop_update_total: sum(({ noops }) => noops),
      is_throttled: false,
      throttle_time_in_millis: 0,
      write_load: new RawJson("0.0")
    }
  }
  return Object.fromEntries(Object.entries(shown).filter(([metric]) => wanted.has(metric)))
}

const shardsJson = (
  cluster: Server,
  wanted: ReadonlySet<string>,
  shards: readonly PresentShard[]
): JsonObject =>
  Object.fromEntries(
    shards.map((one) => {
      const last = one.counts.operations - 1
      return [
        String(one.shard),
        [
          {
            routing: { state: "STARTED", primary: true, node: cluster.nodeId, relocating_node: null },
            ...sums(wanted, [one]),
            seq_no: { max_seq_no: last, local_checkpoint: last, global_checkpoint: last },
            search_idle: false,
            search_idle_time: 0
          }
        ]
      ]
    })
  )
