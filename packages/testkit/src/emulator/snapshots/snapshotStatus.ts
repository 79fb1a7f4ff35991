import type { ServerNode } from "../ServerNode.ts"
import type { RepositoryState } from "../repositories/RepositoryState.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import type { JsonObject } from "../json/Json.ts"
import type { Repository } from "../repositories/Repository.ts"
import { requireRepository } from "../repositories/resolveRepositories.ts"
import { uuid } from "../uuid.ts"
import type { Size } from "./imageSize.ts"
import type { RunningSnapshot } from "./RunningSnapshot.ts"
import { finishedShards, runningShards, type ShardStatus, type Stage } from "./shardStatus.ts"
import type { Snapshot } from "./Snapshot.ts"
import { shardUnreadable, snapshotMissing, snapshotUnreadable } from "./snapshotErrors.ts"

/** `_status` of what runs, everywhere or in one repository; a repository that does not exist runs nothing. */
export const runningStatus = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  repository?: string
): JsonObject => ({
  snapshots: cluster.running
    .filter((one) => repository === undefined || one.repository.name === repository)
    .map((one) => runningJson(cluster, one))
})

/** `_status` of exact names; there are no wildcards here. */
export const namedStatus = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  repositoryName: string,
  names: readonly string[],
  ignoreUnavailable: boolean
): JsonObject => {
  const repository = requireRepository(cluster, repositoryName)
  const snapshots = [...new Set(names)].flatMap((name): readonly JsonObject[] => {
    const running = cluster.running.find((one) => one.repository.name === repositoryName && one.name === name)
    if (running !== undefined) return [runningJson(cluster, running)]
    const snapshot = repository.store.snapshots.get(name)
    if (snapshot === undefined || snapshot.damaged) {
      if (ignoreUnavailable) return []
      throw snapshot === undefined
        ? snapshotMissing(repositoryName, name)
        : snapshotUnreadable(cluster, repository, snapshot)
    }
    checkReadable(cluster, repository, snapshot)
    return [finishedJson(cluster, repository, snapshot)]
  })
  return { snapshots }
}

/** Sizes are read from the lists of files, and the number of shards from what an index is like. */
const checkReadable = (cluster: ServerNode, repository: Repository, snapshot: Snapshot): void => {
  for (const [index, image] of snapshot.indices)
    for (let shard = 0; shard < image.shards; shard++) {
      const damage = repository.store.damageOf(snapshot, index, shard)
      if (damage === "unlisted")
        throw shardUnreadable(
          cluster,
          repository,
          snapshot,
          `indices/${uuid()}/${shard}/snap-${snapshot.uuid}.dat`
        )
      if (damage === "undescribed")
        throw shardUnreadable(cluster, repository, snapshot, `indices/${uuid()}/meta-${uuid()}.dat`)
    }
}

/** A snapshot whose shards have all ended is SUCCESS here while it is still being recorded. */
const runningJson = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  running: RunningSnapshot
): JsonObject => {
  const state = running.aborted ? "ABORTED" : running.copied ? "SUCCESS" : "STARTED"
  const { snapshot } = running
  const took = Math.max(0, cluster.coarseNow() - snapshot.startTime)
  return statusJson(cluster, running.repository, snapshot, state, took, runningShards(cluster, running))
}

/** A finished PARTIAL is shown as SUCCESS with failed shards, as Elasticsearch does. */
const finishedJson = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  repository: Repository,
  snapshot: Snapshot
): JsonObject => {
  const state = snapshot.state === "FAILED" ? "FAILED" : "SUCCESS"
  const took = Math.max(0, snapshot.endTime - snapshot.startTime)
  return statusJson(cluster, repository, snapshot, state, took, finishedShards(repository, snapshot))
}

const statusJson = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  repository: Repository,
  snapshot: Snapshot,
  state: string,
  took: number,
  shards: readonly ShardStatus[]
): JsonObject => ({
  snapshot: snapshot.name,
  repository: repository.name,
  uuid: snapshot.uuid,
  state,
  include_global_state: snapshot.includeGlobalState,
  shards_stats: countStages(shards),
  stats: statsJson(shards, snapshot.startTime, took),
  indices: Object.fromEntries(
    [...Map.groupBy(shards, (shard) => shard.index)].map(([index, own]) => [
      index,
      {
        shards_stats: countStages(own),
        stats: statsJson(own, ...span(own)),
        shards: Object.fromEntries(own.map((shard) => [String(shard.shard), shardJson(cluster, shard)]))
      }
    ])
  )
})

const span = (shards: readonly ShardStatus[]): readonly [start: number, took: number] => {
  const begun = shards.filter((shard) => shard.startedAt > 0)
  if (begun.length === 0) return [0, 0]
  const start = Math.min(...begun.map((shard) => shard.startedAt))
  return [start, Math.max(...begun.map((shard) => shard.startedAt + shard.took)) - start]
}

const shardJson = (cluster: ServerNode & RepositoryState & SnapshotWork, shard: ShardStatus): JsonObject => {
  const { forgottenShards } = cluster.traits
  const forgotten = shard.forgotten === true && forgottenShards !== undefined
  return {
    stage: shard.stage,
    stats: forgotten ? lostStats : statsJson([shard], shard.startedAt, shard.took),
    node: shard.onNode ? cluster.nodeId : undefined,
    description: forgotten ? forgottenShards : undefined,
    reason: shard.reason
  }
}

const countStages = (shards: readonly ShardStatus[]): JsonObject => {
  const count = (stage: Stage) => shards.filter((shard) => shard.stage === stage).length
  return {
    initializing: count("INIT"),
    started: count("STARTED"),
    finalizing: count("FINALIZE"),
    done: count("DONE"),
    failed: count("FAILURE"),
    total: shards.length
  }
}

const sizeJson = (sizes: readonly Size[]): JsonObject => ({
  file_count: sizes.reduce((total, size) => total + size.files, 0),
  size_in_bytes: sizes.reduce((total, size) => total + size.bytes, 0)
})

/** `processed` is there only while something is left to copy. */
const statsJson = (shards: readonly ShardStatus[], start: number, took: number): JsonObject => {
  const complete = shards.every(
    ({ incremental, processed }) =>
      incremental.files === processed.files && incremental.bytes === processed.bytes
  )
  return {
    incremental: sizeJson(shards.map((shard) => shard.incremental)),
    processed: complete ? undefined : sizeJson(shards.map((shard) => shard.processed)),
    total: sizeJson(shards.map((shard) => shard.total)),
    start_time_in_millis: start,
    time_in_millis: took
  }
}

const lost = { file_count: -1, size_in_bytes: -1 }
const lostStats: JsonObject = { incremental: lost, total: lost, start_time_in_millis: 0, time_in_millis: 0 }
