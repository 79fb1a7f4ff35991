import type { Cluster } from "../cluster/Cluster.ts"
import { ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import type { JsonObject } from "../json/Json.ts"
import { indexImage } from "../snapshots/indexImage.ts"
import { shardSize } from "../snapshots/imageSize.ts"
import { hasUnassignedPrimaries, type Index, shardCount } from "./Index.ts"
import { expressionParameters, requestIndices } from "./requestIndices.ts"

export const recoveryRoutes: readonly Route[] = ["/_recovery", "/{index}/_recovery"].map((path) => ({
  methods: ["GET"],
  path,
  query: [...expressionParameters, "active_only", "detailed"],
  handle: (cluster, request) => {
    const indices = request.boolean("active_only", false)
      ? []
      : requestIndices(cluster, request, { expand: ["open", "closed"] })
    const placed = indices.filter((index) => !hasUnassignedPrimaries(index, cluster.nodeName))
    return ok(Object.fromEntries(placed.map((index) => [index.name, { shards: shards(cluster, index) }])))
  }
}))

const shards = (cluster: Cluster, index: Index): readonly JsonObject[] => {
  const { files, bytes } = shardSize(indexImage(index))
  const recovery = index.reopened ? undefined : index.recovery
  const copied = recovery === undefined ? { files: 0, bytes: 0 } : { files, bytes }
  const percent = recovery === undefined ? "0.0%" : "100.0%"
  const at = recovery?.at ?? index.createdAt
  return Array.from({ length: shardCount(index) }, (_, id) => ({
    id,
    type: index.reopened ? "EXISTING_STORE" : recovery === undefined ? "EMPTY_STORE" : "SNAPSHOT",
    stage: "DONE",
    primary: true,
    start_time_in_millis: at,
    stop_time_in_millis: at,
    total_time_in_millis: 0,
    source:
      recovery === undefined
        ? {}
        : {
            repository: recovery.repository,
            snapshot: recovery.snapshot,
            version: cluster.traits.indexVersion,
            index: recovery.index,
            restoreUUID: recovery.restoreUuid
          },
    target: {
      id: cluster.nodeId,
      host: "127.0.0.1",
      transport_address: "127.0.0.1:9300",
      ip: "127.0.0.1",
      name: cluster.nodeName
    },
    index: {
      size: {
        total_in_bytes: copied.bytes,
        reused_in_bytes: 0,
        recovered_in_bytes: copied.bytes,
        recovered_from_snapshot_in_bytes: 0,
        percent
      },
      files: { total: copied.files, reused: 0, recovered: copied.files, percent },
      total_time_in_millis: 0,
      source_throttle_time_in_millis: 0,
      target_throttle_time_in_millis: 0
    },
    translog: { recovered: 0, total: 0, percent: "100.0%", total_on_start: 0, total_time_in_millis: 0 },
    verify_index: { check_index_time_in_millis: 0, total_time_in_millis: 0 }
  }))
}
