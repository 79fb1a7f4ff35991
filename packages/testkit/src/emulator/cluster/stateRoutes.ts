import { ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import type { FailedShard } from "../indices/FailedShard.ts"
import { type Index, replicaCount } from "../indices/Index.ts"
import type { IndexState } from "../indices/IndexState.ts"
import { byName } from "../indices/indexJson.ts"
import { nestSettings } from "../indices/indexSettings.ts"
import { expressionParameters, requestIndices } from "../indices/requestIndices.ts"
import { type ShardState, shardStates } from "../indices/shardStates.ts"
import type { JsonObject } from "../json/Json.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { RestoringShard } from "../snapshots/RunningRestore.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"

type Server = IndexState & ServerNode & SnapshotWork

/**
 * `_cluster/state`, of which three metrics are known: what indices are like (`metadata`), where shards are (`routing_table`), and what is at work
 * on snapshots (`customs`). No block keeps anybody from reading it.
 */
export const stateRoutes: readonly Route[] = [
  "/_cluster/state/{metric}",
  "/_cluster/state/{metric}/{index}"
].map((path) => ({
  methods: ["GET"],
  path,
  query: [...expressionParameters, "master_timeout", "local", "flat_settings"],
  body: false,
  handle: (cluster, request) => {
    const metrics = new Set(splitList(request.param("metric")))
    const indices = requestIndices(cluster, request, { ignoreUnavailable: true })
    return ok({
      cluster_name: cluster.clusterName,
      cluster_uuid: cluster.uuid,
      ...(metrics.has("metadata")
        ? {
            metadata: {
              indices: byName(indices, (index) => metadata(index, request.boolean("flat_settings", false)))
            }
          }
        : {}),
      ...(metrics.has("routing_table")
        ? { routing_table: { indices: byName(indices, (index) => routing(cluster, index)) } }
        : {}),
      ...(metrics.has("customs") ? customs(cluster) : {})
    })
  }
}))

const metadata = (index: Index, flat: boolean): JsonObject => ({
  state: index.open ? "open" : "close",
  settings: flat ? Object.fromEntries(index.settings) : nestSettings(index.settings),
  mappings: Object.keys(index.mappings).length === 0 ? {} : { _doc: index.mappings },
  aliases: [...index.aliases.keys()]
})

const routing = (cluster: Server, index: Index): JsonObject => ({
  shards: Object.fromEntries(
    shardStates(cluster, index).map((state, shard) => [
      String(shard),
      [
        primary(cluster, index, shard, state),
        ...Array.from({ length: replicaCount(index) }, () => replica(index, shard))
      ]
    ])
  )
})

/** Why an index is there at all, as its shards tell until they have started. */
const origin = ({ recovery }: Index): JsonObject =>
  recovery === undefined
    ? { reason: "INDEX_CREATED" }
    : {
        reason: "NEW_INDEX_RESTORED",
        details: `restore_source[${recovery.repository}/${recovery.snapshot}]`
      }

const primary = (cluster: Server, index: Index, shard: number, state: ShardState): JsonObject => {
  const copy = { state, primary: true, relocating_node: null, shard, index: index.name }
  if (state === "STARTED") return { ...copy, node: cluster.nodeId }
  const failed = index.failedShards.get(shard)
  const type = index.recovery === undefined ? "EMPTY_STORE" : "SNAPSHOT"
  if (failed !== undefined) return { ...copy, node: null, ...given(failed) }
  const allocation_status = state === "UNASSIGNED" ? "deciders_no" : "no_attempt"
  return {
    ...copy,
    node: state === "UNASSIGNED" ? null : cluster.nodeId,
    recovery_source: { type },
    unassigned_info: { ...origin(index), allocation_status }
  }
}

const given = ({ details, reason }: FailedShard): JsonObject => {
  const isTried = reason === "ALLOCATION_FAILED"
  return {
    recovery_source: { type: isTried ? "SNAPSHOT" : "EXISTING_STORE" },
    unassigned_info: {
      reason,
      ...(details === undefined ? {} : { details }),
      allocation_status: isTried ? "deciders_no" : "no_valid_shard_copy"
    }
  }
}

const replica = (index: Index, shard: number): JsonObject => ({
  state: "UNASSIGNED",
  primary: false,
  node: null,
  relocating_node: null,
  shard,
  index: index.name,
  recovery_source: { type: "PEER" },
  unassigned_info: { ...origin(index), allocation_status: "no_attempt" }
})

const shardStateOf = (shard: RestoringShard): string =>
  shard.underWay ? "INIT" : shard.active ? "SUCCESS" : "FAILURE"

const customs = (cluster: Server): JsonObject => {
  const names = new Map([...cluster.indices.values()].map((index) => [index.uuid, index.name]))
  return {
    snapshot_deletions: {
      snapshot_deletions: cluster.deletions.map((x) => ({
        repository: x.repository.name,
        snapshots: [...x.names]
      }))
    },
    snapshots: {
      snapshots: cluster.running.map((x) => ({
        repository: x.repository.name,
        snapshot: x.snapshot.name
      }))
    },
    restore: {
      snapshots: cluster.restores.map((restore) => ({
        snapshot: restore.snapshot.name,
        repository: restore.repository.name,
        shards: restore.shards.map((shard) => ({
          index: { index_name: names.get(shard.indexUuid) ?? "", index_uuid: shard.indexUuid },
          shard: shard.shard,
          state: shardStateOf(shard)
        }))
      }))
    }
  }
}
