import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import type { JsonObject } from "../json/Json.ts"
import { indexImage } from "../snapshots/indexImage.ts"
import { shardSize } from "../snapshots/imageSize.ts"
import type { RestoringShard } from "../snapshots/RunningRestore.ts"
import { checkBlocks } from "./blocks.ts"
import type { Index } from "./Index.ts"
import { expressionParameters, requestIndices } from "./requestIndices.ts"
import { restoringShards } from "./restoringShards.ts"
import { shardStates } from "./shardStates.ts"

export const recoveryRoutes: readonly Route[] = ["/_recovery", "/{index}/_recovery"].map((path) => ({
  methods: ["GET"],
  path,
  query: [...expressionParameters, "active_only", "detailed"],
  handle: (cluster, request) => {
    const activeOnly = request.boolean("active_only", false)
    const indices = requestIndices(cluster, request, { expand: ["open", "closed"] })
    checkBlocks(cluster, indices, "metadata read")
    const placed = indices
      .map((index) => ({ name: index.name, shards: shards(cluster, index, activeOnly) }))
      .filter((index) => index.shards.length > 0)
    return ok(Object.fromEntries(placed.map((index) => [index.name, { shards: index.shards }])))
  }
}))

interface Progress {
  readonly stage: string
  readonly files: number
  readonly bytes: number
  readonly recoveredFiles: number
  readonly recoveredBytes: number
}

const shards = (
  cluster: IndexState & ServerNode & SnapshotWork,
  index: Index,
  activeOnly: boolean
): readonly JsonObject[] => {
  const restoring = new Map(restoringShards(cluster, index).map((shard) => [shard.shard, shard]))
  const { files, bytes } = shardSize(indexImage(index))
  const copied = index.reopened || index.recovery === undefined ? { files: 0, bytes: 0 } : { files, bytes }
  const done: Progress = {
    stage: "DONE",
    ...copied,
    recoveredFiles: copied.files,
    recoveredBytes: copied.bytes
  }
  return shardStates(cluster, index).flatMap((state, id) => {
    if (state === "UNASSIGNED") return []
    const running = restoring.get(id)
    if (running === undefined) return activeOnly ? [] : [shardJson(cluster, index, id, done)]
    return [shardJson(cluster, index, id, progressOf(running, cluster.clock.now()))]
  })
}

const progressOf = (shard: RestoringShard, now: number): Progress => ({
  stage: shard.stage(now),
  files: shard.files.length,
  bytes: shard.files.reduce((sum, file) => sum + file.bytes, 0),
  recoveredFiles: shard.recoveredFiles(now),
  recoveredBytes: shard.recoveredBytes(now)
})

const shardJson = (
  cluster: IndexState & ServerNode & SnapshotWork,
  index: Index,
  id: number,
  progress: Progress
): JsonObject => {
  const recovery = index.reopened || index.recovery?.emptyShards.has(id) === true ? undefined : index.recovery
  const at = recovery?.at ?? index.createdAt
  const { stage, files, bytes, recoveredFiles, recoveredBytes } = progress
  // A server that checks a small shard may well take less than a millisecond, and say 0.
  const checks = ["checksum", "true"].includes(index.settings.get("index.shard.check_on_startup") ?? "")
  const checked = checks && stage === "DONE" ? 1 : 0
  return {
    id,
    type: index.reopened ? "EXISTING_STORE" : recovery === undefined ? "EMPTY_STORE" : "SNAPSHOT",
    stage,
    primary: true,
    start_time_in_millis: at,
    stop_time_in_millis: stage === "DONE" ? at : undefined,
    total_time_in_millis: stage === "DONE" ? 0 : Math.max(0, cluster.now() - at),
    source:
      recovery === undefined
        ? index.reopened
          ? { bootstrap_new_history_uuid: false }
          : {}
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
        total_in_bytes: bytes,
        reused_in_bytes: 0,
        recovered_in_bytes: recoveredBytes,
        recovered_from_snapshot_in_bytes: 0,
        percent: percent(recoveredBytes, bytes)
      },
      files: {
        total: files,
        reused: 0,
        recovered: recoveredFiles,
        percent: percent(recoveredFiles, files)
      },
      total_time_in_millis: 0,
      source_throttle_time_in_millis: 0,
      target_throttle_time_in_millis: 0
    },
    translog: { recovered: 0, total: 0, percent: "100.0%", total_on_start: 0, total_time_in_millis: 0 },
    verify_index: { check_index_time_in_millis: checked, total_time_in_millis: checked }
  }
}

const percent = (part: number, all: number): string => `${(all === 0 ? 0 : (100 * part) / all).toFixed(1)}%`
