import type { Cluster } from "../cluster/Cluster.ts"
import type { JsonObject } from "../json/Json.ts"
import type { Repository } from "../repositories/Repository.ts"
import { requireRepository } from "../repositories/resolveRepositories.ts"
import { shardSize, type Size } from "./imageSize.ts"
import type { IndexImage, Snapshot } from "./Snapshot.ts"
import { snapshotMissing, snapshotUnreadable } from "./snapshotErrors.ts"

/** `_status` of what runs, everywhere or in one repository; a repository that does not exist runs nothing. */
export const runningStatus = (cluster: Cluster, repository?: string): JsonObject => ({
  snapshots: cluster.running
    .filter((one) => repository === undefined || one.repository.name === repository)
    .map((one) => statusJson(cluster, one.repository, one.snapshot))
})

/** `_status` of exact names; there are no wildcards here. */
export const namedStatus = (
  cluster: Cluster,
  repositoryName: string,
  names: readonly string[],
  ignoreUnavailable: boolean
): JsonObject => {
  const repository = requireRepository(cluster, repositoryName)
  const snapshots = [...new Set(names)].flatMap((name): readonly JsonObject[] => {
    const running = cluster.running.find((one) => one.repository.name === repositoryName && one.name === name)
    const snapshot = running?.snapshot ?? repository.store.snapshots.get(name)
    if (snapshot === undefined || snapshot.damaged) {
      if (ignoreUnavailable) return []
      throw snapshot === undefined
        ? snapshotMissing(repositoryName, name)
        : snapshotUnreadable(cluster, repository, snapshot)
    }
    return [statusJson(cluster, repository, snapshot)]
  })
  return { snapshots }
}

type Stage = "STARTED" | "DONE" | "FAILURE"

interface ShardStatus {
  readonly stage: Stage
  readonly size: Size
  readonly reason?: string | undefined
}

/** A finished PARTIAL is shown as SUCCESS with failed shards, as Elasticsearch does. */
const statusJson = (cluster: Cluster, repository: Repository, snapshot: Snapshot): JsonObject => {
  const running = snapshot.state === "IN_PROGRESS"
  const time = {
    start: snapshot.startTime,
    took: Math.max(0, snapshot.endTime - snapshot.startTime),
    running
  }
  let position = 0
  const indices = [...snapshot.indices].map(([name, image]): readonly [string, readonly ShardStatus[]] => [
    name,
    Array.from({ length: image.shards }, (_, shard) => {
      const done = !running || position < snapshot.shardsDone
      position++
      return shardStatus(snapshot, name, image, shard, done)
    })
  ])
  const all = indices.flatMap(([, shards]) => shards)
  return {
    snapshot: snapshot.name,
    repository: repository.name,
    uuid: snapshot.uuid,
    state: running ? "STARTED" : snapshot.state === "FAILED" ? "FAILED" : "SUCCESS",
    include_global_state: snapshot.includeGlobalState,
    shards_stats: countStages(all),
    stats: stats(all, time),
    indices: Object.fromEntries(
      indices.map(([name, shards]) => [
        name,
        {
          shards_stats: countStages(shards),
          stats: stats(shards, time),
          shards: Object.fromEntries(shards.map((shard, id) => [String(id), shardJson(cluster, shard, time)]))
        }
      ])
    )
  }
}

interface Time {
  readonly start: number
  readonly took: number
  readonly running: boolean
}

const shardStatus = (
  snapshot: Snapshot,
  index: string,
  image: IndexImage,
  shard: number,
  done: boolean
): ShardStatus => {
  const failure = snapshot.failures.find((one) => one.index === index && one.shard === shard)
  if (failure !== undefined) return { stage: "FAILURE", size: { files: 0, bytes: 0 }, reason: failure.reason }
  return { stage: done ? "DONE" : "STARTED", size: shardSize(image) }
}

const shardJson = (cluster: Cluster, shard: ShardStatus, time: Time): JsonObject => ({
  stage: shard.stage,
  stats: stats([shard], shard.stage === "FAILURE" ? { ...time, start: 0 } : time),
  node: shard.stage === "STARTED" ? cluster.nodeId : undefined,
  reason: shard.reason
})

const countStages = (shards: readonly ShardStatus[]): JsonObject => {
  const count = (stage: Stage) => shards.filter((shard) => shard.stage === stage).length
  return {
    initializing: 0,
    started: count("STARTED"),
    finalizing: 0,
    done: count("DONE"),
    failed: count("FAILURE"),
    total: shards.length
  }
}

const sum = (shards: readonly ShardStatus[]): JsonObject => ({
  file_count: shards.reduce((total, shard) => total + shard.size.files, 0),
  size_in_bytes: shards.reduce((total, shard) => total + shard.size.bytes, 0)
})

/** `processed` is there only while something is left to copy. */
const stats = (shards: readonly ShardStatus[], time: Time): JsonObject => {
  const finished = shards.filter((shard) => shard.stage !== "STARTED")
  return {
    incremental: sum(shards),
    processed: finished.length < shards.length ? sum(finished) : undefined,
    total: sum(shards),
    start_time_in_millis: time.start,
    time_in_millis: time.running ? 0 : time.took
  }
}
