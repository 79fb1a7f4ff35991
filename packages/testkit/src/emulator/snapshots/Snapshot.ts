import type { DocumentsImage } from "../documents/DocumentStore.ts"
import type { ComponentTemplate } from "../indices/ComponentTemplate.ts"
import type { IndexSettings } from "../indices/Index.ts"
import type { IndexTemplate } from "../indices/IndexTemplate.ts"
import type { JsonObject } from "../json/Json.ts"

export type SnapshotState = "IN_PROGRESS" | "SUCCESS" | "PARTIAL" | "FAILED"

export interface ShardFailure {
  readonly index: string
  readonly indexUuid: string
  readonly shard: number
  readonly reason: string
  /** Absent when the shard had no node. */
  readonly nodeId?: string
}

/** One index as it was when the snapshot began. */
export interface IndexImage {
  readonly uuid: string
  readonly createdAt: number
  readonly settings: IndexSettings
  readonly mappings: JsonObject
  readonly aliases: ReadonlyMap<string, JsonObject>
  readonly open: boolean
  readonly shards: number
  readonly primaryTerm: number
  readonly documents: DocumentsImage
}

export interface Snapshot {
  readonly name: string
  readonly uuid: string
  readonly state: SnapshotState
  readonly reason: string | undefined
  readonly indices: ReadonlyMap<string, IndexImage>
  /** Compact JSON text, numbers as they were sent. */
  readonly metadata: string | undefined
  readonly includeGlobalState: boolean
  readonly templates: readonly IndexTemplate[]
  readonly components?: readonly ComponentTemplate[]
  readonly startTime: number
  /** 0 while it runs. */
  readonly endTime: number
  readonly failures: readonly ShardFailure[]
  /** Shards that are done, well or not; less than all only while it runs. */
  readonly shardsDone: number
  /** Its own file is gone: it can be listed without details and deleted, not read. */
  readonly damaged: boolean
}

export const totalShards = (snapshot: Snapshot): number =>
  snapshot.indices.values().reduce((sum, index) => sum + index.shards, 0)
