import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import type { Repository } from "../repositories/Repository.ts"
import { shardFiles, shardSize, type Size, sizeOf } from "./imageSize.ts"
import { comesBack, parallelShards } from "./proceedSnapshots.ts"
import type { RunningShard } from "./RunningShard.ts"
import type { RunningSnapshot } from "./RunningSnapshot.ts"
import type { Snapshot } from "./Snapshot.ts"

export type Stage = "INIT" | "STARTED" | "FINALIZE" | "DONE" | "FAILURE"

/** One shard as `_status` shows it. */
export interface ShardStatus {
  readonly index: string
  readonly shard: number
  readonly stage: Stage
  readonly total: Size
  /** What the repository did not have. */
  readonly incremental: Size
  /** Of that, the files that are there by now. */
  readonly processed: Size
  /** 0 for a shard that no node has begun. */
  readonly startedAt: number
  /** 0 until it has ended. */
  readonly took: number
  readonly onNode: boolean
  readonly reason?: string | undefined
  /** Its numbers are lost with the abort of its snapshot. */
  readonly forgotten?: boolean
}

const none: Size = { files: 0, bytes: 0 }
const untouched = { total: none, incremental: none, processed: none, startedAt: 0, took: 0, onNode: false }

export const finishedShards = (repository: Repository, snapshot: Snapshot): readonly ShardStatus[] =>
  [...snapshot.indices].flatMap(([index, image]) =>
    Array.from({ length: image.shards }, (_, shard): ShardStatus => {
      const failure = snapshot.failures.find((one) => one.index === index && one.shard === shard)
      if (failure !== undefined)
        return { index, shard, stage: "FAILURE", ...untouched, reason: failure.reason }
      const total = shardSize(image)
      const copy = repository.store.copyOf(snapshot, index, shard)
      const incremental = copy === undefined ? total : { files: copy.copiedFiles, bytes: copy.copiedBytes }
      return {
        index,
        shard,
        stage: "DONE",
        total,
        incremental,
        processed: incremental,
        startedAt: copy?.startedAt ?? snapshot.startTime,
        took: copy?.took ?? Math.max(0, snapshot.endTime - snapshot.startTime),
        onNode: false
      }
    })
  )

/** Shards of what runs. A failure tells its reason only when the snapshot has ended; an abort forgets every number. */
export const runningShards = (
  cluster: ServerNode & SnapshotWork,
  running: RunningSnapshot
): readonly ShardStatus[] => {
  const { queuedStage } = cluster.traits
  const onNode = running.shards.filter((shard) => shard.state === "started")
  const waiting = new Set(onNode.slice(parallelShards))
  return running.shards.map((shard): ShardStatus => {
    const { index, shard: id, state } = shard
    const base = { index, shard: id, ...untouched }
    if (running.aborted)
      return state === "done" ? { ...base, stage: "DONE", forgotten: true } : { ...base, stage: "FAILURE" }
    if (state === "failed") return { ...base, stage: "FAILURE" }
    if (state === "queued") return { ...base, stage: comesBack(cluster, shard) ? "STARTED" : queuedStage }
    if (waiting.has(shard)) return { ...base, stage: "INIT", onNode: true }
    return copyingShard(cluster, shard)
  })
}

const copyingShard = (cluster: ServerNode & SnapshotWork, shard: RunningShard): ShardStatus => {
  const now = cluster.clock.now()
  const done = shard.state === "done"
  return {
    index: shard.index,
    shard: shard.shard,
    stage: done ? "DONE" : shard.finalizing(now) ? "FINALIZE" : "STARTED",
    total: sizeOf(shardFiles(shard.image)),
    incremental: sizeOf(shard.files),
    processed: sizeOf(shard.copied(now)),
    startedAt: shard.startedAt,
    took: done ? Math.max(0, shard.endedAt - shard.startedAt) : 0,
    onNode: !done
  }
}
