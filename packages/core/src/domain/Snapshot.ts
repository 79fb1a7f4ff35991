/**
 * What the domain needs to know about one snapshot of a backup. Times are milliseconds since 1970.
 */
import type { Annotation } from "./Annotation.ts"
import type { Parsed } from "./SnapshotName.ts"

/** Elasticsearch's snapshot states. `UNKNOWN` stands for a missing or unknown state and never counts as success. */
export const states = ["SUCCESS", "IN_PROGRESS", "FAILED", "PARTIAL", "INCOMPATIBLE", "UNKNOWN"] as const

/** A state of a snapshot. */
export type SnapshotState = (typeof states)[number]

/** Why a shard of a snapshot was not copied. */
export interface ShardFailure {
  readonly index: string
  readonly shard: number
  readonly reason: string
  readonly node: string | null
  /** REST status name, e.g. `INTERNAL_SERVER_ERROR`. */
  readonly status: string | null
}

/** One part of a backup, as it exists in the repository. */
export interface Snapshot extends Parsed {
  readonly uuid: string
  readonly state: SnapshotState
  /** `null` when Elasticsearch did not say (`verbose=false`). */
  readonly startTime: number | null
  readonly failures: ReadonlyArray<ShardFailure>
  /** The indices it holds; `null` when they were not requested. */
  readonly indices: ReadonlyArray<string> | null
  /** The attempt that made it, from its metadata; `null` for Camunda's own and in `verbose=false`. */
  readonly attempt: string | null
  /** What its metadata says of the backup. Absent: nothing, or it was not requested (`verbose=false`). */
  readonly annotation?: Annotation
  /** Listed in the repository, but its content can no longer be read. */
  readonly damaged: boolean
}

/** Reads Elasticsearch's state; anything unknown is `UNKNOWN`. */
export const stateOf = (text: string | undefined): SnapshotState =>
  states.find((state) => state === text) ?? "UNKNOWN"

/** Camunda's text of a shard failure (API reference §3.4). */
export const describeFailure = (x: ShardFailure): string =>
  `SnapshotShardFailure{shardId=[${x.index}][${x.shard}], reason='${x.reason}', nodeId='${x.node ?? "null"}', status=${x.status ?? "INTERNAL_SERVER_ERROR"}}`
