import { type Index, replicaCount, shardCount } from "../indices/Index.ts"
import { type ShardState, shardStates } from "../indices/shardStates.ts"
import { type JsonObject, RawJson } from "../json/Json.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"

export type Health = "green" | "yellow" | "red"

/** One node: replicas have no place, so an index with replicas is yellow. */
export const healthOf = (cluster: ServerNode & SnapshotWork, index: Index): Health =>
  healthOfShards(shardStates(cluster, index), replicaCount(index))

const healthOfShards = (states: readonly ShardState[], replicas: number): Health => {
  if (states.includes("UNASSIGNED")) return "red"
  return states.includes("INITIALIZING") || replicas > 0 ? "yellow" : "green"
}

/** The counts of shards that every level of the answer has. */
const counts = (states: readonly ShardState[], replicas: number) => {
  const count = (state: ShardState) => states.filter((one) => one === state).length
  return {
    active: count("STARTED"),
    initializing: count("INITIALIZING"),
    stuck: count("UNASSIGNED"),
    unassigned: count("UNASSIGNED") + replicas
  }
}

export const clusterHealth = (
  cluster: ServerNode & SnapshotWork,
  indices: readonly Index[],
  timedOut: boolean,
  missing: boolean
): JsonObject => {
  const replicas = indices.reduce((sum, index) => sum + shardCount(index) * replicaCount(index), 0)
  const states = indices.flatMap((index) => shardStates(cluster, index))
  const { active, initializing, stuck, unassigned } = counts(states, replicas)
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
    unassigned_primary_shards: stuck,
    delayed_unassigned_shards: 0,
    number_of_pending_tasks: 0,
    number_of_in_flight_fetch: 0,
    task_max_waiting_in_queue_millis: 0,
    active_shards_percent_as_number: percent(active, active + initializing + unassigned)
  }
}

/** With `level=indices` each by its name, with `level=shards` each shard too. */
export const healthByIndex = (
  cluster: ServerNode & SnapshotWork,
  indices: readonly Index[],
  shards: boolean
): JsonObject =>
  Object.fromEntries(
    indices.map((index) => {
      const [states, replicas] = [shardStates(cluster, index), replicaCount(index)]
      const { active, initializing, stuck, unassigned } = counts(states, states.length * replicas)
      return [
        index.name,
        {
          status: healthOfShards(states, replicas),
          number_of_shards: states.length,
          number_of_replicas: replicas,
          active_primary_shards: active,
          active_shards: active,
          relocating_shards: 0,
          initializing_shards: initializing,
          unassigned_shards: unassigned,
          unassigned_primary_shards: stuck,
          ...(shards ? { shards: healthByShard(states, replicas) } : {})
        }
      ]
    })
  )

const healthByShard = (states: readonly ShardState[], replicas: number): JsonObject =>
  Object.fromEntries(
    states.map((state, shard) => {
      const { active, initializing, stuck, unassigned } = counts([state], replicas)
      return [
        String(shard),
        {
          status: healthOfShards([state], replicas),
          primary_active: state === "STARTED",
          active_shards: active,
          relocating_shards: 0,
          initializing_shards: initializing,
          unassigned_shards: unassigned,
          unassigned_primary_shards: stuck
        }
      ]
    })
  )

export const activeShards = (cluster: ServerNode & SnapshotWork, indices: readonly Index[]): number =>
  countOf(cluster, indices, "STARTED")

/** Shards that are being restored. */
export const initializingShards = (cluster: ServerNode & SnapshotWork, indices: readonly Index[]): number =>
  countOf(cluster, indices, "INITIALIZING")

const countOf = (cluster: ServerNode & SnapshotWork, indices: readonly Index[], state: ShardState): number =>
  indices.reduce((sum, index) => sum + shardStates(cluster, index).filter((one) => one === state).length, 0)

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
