import type { ServerNode } from "../ServerNode.ts"
import { type Json, type JsonObject, RawJson, WrittenJson } from "../json/Json.ts"
import { writeJson } from "../json/writeJson.ts"
import { humanSize, humanTime } from "../json/humanUnits.ts"
import { imageBytes, shardSize } from "./imageSize.ts"
import type { ListedSnapshot } from "./snapshotOrder.ts"
import { type ShardFailure, type Snapshot, totalShards } from "./Snapshot.ts"

export interface RenderOptions {
  readonly includeRepository: boolean
  readonly indexNames: boolean
  readonly indexDetails: boolean
  /** Sizes and durations also as people read them. */
  readonly human: boolean
}

export const renderAll: RenderOptions = {
  includeRepository: true,
  indexNames: true,
  indexDetails: false,
  human: false
}

const isUsual = (options: RenderOptions): boolean =>
  options.includeRepository && options.indexNames && !options.indexDetails && !options.human

const writtenLists = new WeakMap<readonly ListedSnapshot[], readonly Json[]>()

/** A list that many clients are given at once is put together once for all of them. */
export const renderSnapshots = (
  cluster: ServerNode,
  listed: readonly ListedSnapshot[],
  options: RenderOptions
): readonly Json[] => {
  const render = () =>
    listed.map(({ repository, snapshot }) => renderSnapshot(cluster, repository, snapshot, options))
  if (!isUsual(options)) return render()
  const known = writtenLists.get(listed) ?? render()
  writtenLists.set(listed, known)
  return known
}

const written = new WeakMap<Snapshot, { readonly repository: string; readonly text: WrittenJson }>()

/** The verbose form, keys in Elasticsearch's order. Finished snapshots never change, so their text is kept. */
export const renderSnapshot = (
  cluster: ServerNode,
  repository: string,
  snapshot: Snapshot,
  options: RenderOptions = renderAll
): Json => {
  if (!isUsual(options) || snapshot.state === "IN_PROGRESS")
    return snapshotJson(cluster, repository, snapshot, options)
  const known = written.get(snapshot)
  if (known?.repository === repository) return known.text
  // Through bytes: a text that was put together keeps all its pieces in memory, four times its size.
  const make = () => snapshotJson(cluster, repository, snapshot, renderAll)
  const text = new WrittenJson(Buffer.from(writeJson(make())).toString(), make)
  written.set(snapshot, { repository, text })
  return text
}

/** What `verbose=false` shows: no times, no metadata, no failures. */
export const renderBrief = (repository: string, snapshot: Snapshot, options: RenderOptions): Json => ({
  snapshot: snapshot.name,
  uuid: snapshot.uuid,
  repository: options.includeRepository ? repository : undefined,
  indices: options.indexNames ? [...snapshot.indices.keys()] : undefined,
  data_streams: [],
  state: snapshot.state
})

const snapshotJson = (
  cluster: ServerNode,
  repository: string,
  snapshot: Snapshot,
  options: RenderOptions
): JsonObject => {
  const total = totalShards(snapshot)
  const failed = snapshot.failures.length
  const running = snapshot.state === "IN_PROGRESS"
  const detailed = options.indexDetails && snapshot.indices.size > 0 && !running
  return {
    snapshot: snapshot.name,
    uuid: snapshot.uuid,
    repository: options.includeRepository ? repository : undefined,
    version_id: cluster.traits.indexVersionId,
    version: cluster.traits.indexVersion,
    indices: options.indexNames ? [...snapshot.indices.keys()] : undefined,
    index_details: detailed ? indexDetails(snapshot, options.human) : undefined,
    data_streams: [],
    include_global_state: snapshot.includeGlobalState,
    metadata: snapshot.metadata === undefined ? undefined : new RawJson(snapshot.metadata),
    state: snapshot.state,
    reason: snapshot.reason,
    start_time: new Date(snapshot.startTime).toISOString(),
    start_time_in_millis: snapshot.startTime,
    end_time: new Date(snapshot.endTime).toISOString(),
    end_time_in_millis: snapshot.endTime,
    duration: options.human ? humanTime(running ? 0 : snapshot.endTime - snapshot.startTime) : undefined,
    duration_in_millis: running ? 0 : snapshot.endTime - snapshot.startTime,
    failures: snapshot.failures.map(failureJson),
    shards: { total, failed, successful: Math.max(0, Math.min(snapshot.shardsDone, total) - failed) },
    feature_states: []
  }
}

const failureJson = (failure: ShardFailure): JsonObject => ({
  index: failure.index,
  index_uuid: failure.indexUuid,
  shard_id: failure.shard,
  reason: failure.reason,
  node_id: failure.nodeId,
  status: "INTERNAL_SERVER_ERROR"
})

/** Indices with a shard that failed have no details. */
const indexDetails = (snapshot: Snapshot, human: boolean): JsonObject | undefined => {
  const failed = new Set(snapshot.failures.map(({ index }) => index))
  const whole = [...snapshot.indices].filter(([name]) => !failed.has(name))
  if (whole.length === 0) return undefined
  return Object.fromEntries(
    whole.map(([name, image]) => [
      name,
      {
        shard_count: image.shards,
        size: human ? humanSize(imageBytes(image)) : undefined,
        size_in_bytes: imageBytes(image),
        max_segments_per_shard: shardSize(image).files > 1 ? 1 : 0
      }
    ])
  )
}
