import { hasUnassignedPrimaries, type Index, replicaCount, shardCount } from "../indices/Index.ts"
import { isRestoring, restoringShards } from "../indices/restoringShards.ts"
import { type JsonObject, RawJson } from "../json/Json.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"

export type Health = "green" | "yellow" | "red"

/** One node: replicas have no place, so an index with replicas is yellow. */
export const healthOf = (cluster: ServerNode & SnapshotWork, index: Index): Health => {
  if (hasUnassignedPrimaries(index, cluster.nodeName)) return "red"
  if (isRestoring(cluster, index)) return "yellow"
  return replicaCount(index) > 0 ? "yellow" : "green"
}

const count = (of: readonly Index[]): number => of.reduce((sum, index) => sum + shardCount(index), 0)

export const clusterHealth = (
  cluster: ServerNode & SnapshotWork,
  indices: readonly Index[],
  timedOut: boolean,
  missing: boolean
): JsonObject => {
  const stuck = indices.filter((index) => healthOf(cluster, index) === "red")
  const initializing = initializingShards(cluster, indices)
  const active = count(indices) - count(stuck) - initializing
  const replicas = indices.reduce((sum, index) => sum + shardCount(index) * replicaCount(index), 0)
  const unassigned = count(stuck) + replicas
  return {
    cluster_name: cluster.clusterName,
    status: missing ? "red" : statusOf(cluster, indices),
    timed_out: timedOut,
    number_of_nodes: 1,
    number_of_data_nodes: 1,
    active_primary_shards: active,
    active_shards: active,
    relocating_shards: 0,
    initializing_shards: initializing,
    unassigned_shards: unassigned,
    unassigned_primary_shards: count(stuck),
    delayed_unassigned_shards: 0,
    number_of_pending_tasks: 0,
    number_of_in_flight_fetch: 0,
    task_max_waiting_in_queue_millis: 0,
    active_shards_percent_as_number: percent(active, active + initializing + unassigned)
  }
}

/** With `level=indices`: each by its name. */
export const healthByIndex = (cluster: ServerNode & SnapshotWork, indices: readonly Index[]): JsonObject =>
  Object.fromEntries(
    indices.map((index) => {
      const [status, replicas] = [healthOf(cluster, index), shardCount(index) * replicaCount(index)]
      const stuck = status === "red" ? shardCount(index) : 0
      const initializing = initializingShards(cluster, [index])
      const active = shardCount(index) - stuck - initializing
      return [
        index.name,
        {
          status,
          number_of_shards: shardCount(index),
          number_of_replicas: replicaCount(index),
          active_primary_shards: active,
          active_shards: active,
          relocating_shards: 0,
          initializing_shards: initializing,
          unassigned_shards: stuck + replicas,
          unassigned_primary_shards: stuck
        }
      ]
    })
  )

export const activeShards = (cluster: ServerNode & SnapshotWork, indices: readonly Index[]): number => {
  const placed = indices.filter((index) => healthOf(cluster, index) !== "red")
  return count(placed) - initializingShards(cluster, placed)
}

/** Shards that are being restored. */
export const initializingShards = (cluster: ServerNode & SnapshotWork, indices: readonly Index[]): number =>
  indices.reduce((sum, index) => sum + restoringShards(cluster, index).length, 0)

export const statusOf = (cluster: ServerNode & SnapshotWork, indices: readonly Index[]): Health => {
  const all = new Set(indices.map((index) => healthOf(cluster, index)))
  return all.has("red") ? "red" : all.has("yellow") ? "yellow" : "green"
}

/** Whether `actual` is at least as good as `wanted`. */
export const reaches = (actual: Health, wanted: string): boolean => {
  if (actual === "green" || wanted === "red") return true
  return actual === "yellow" && wanted === "yellow"
}

/** A float, written with its fraction as Elasticsearch does. */
const percent = (part: number, all: number): RawJson => {
  const value = String(all === 0 ? 100 : (part / all) * 100)
  return new RawJson(value.includes(".") ? value : `${value}.0`)
}
