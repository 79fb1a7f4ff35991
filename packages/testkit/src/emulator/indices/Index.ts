import type { DocumentStore } from "../documents/DocumentStore.ts"
import type { FailedShard } from "./FailedShard.ts"
import type { JsonObject } from "../json/Json.ts"

/** Flat settings with their `index.` prefix; all values are text, as Elasticsearch shows them. */
export type IndexSettings = ReadonlyMap<string, string>

/** Where the shards of a restored index came from. */
export interface Recovery {
  readonly repository: string
  readonly snapshot: string
  readonly index: string
  readonly restoreUuid: string
  readonly at: number
  /** It took the place of a closed index. */
  readonly replaces: boolean
  /** Shards that its snapshot did not hold begin empty. */
  readonly emptyShards: ReadonlySet<number>
}

export interface Index {
  readonly name: string
  readonly uuid: string
  readonly createdAt: number
  settings: IndexSettings
  mappings: JsonObject
  aliases: ReadonlyMap<string, JsonObject>
  open: boolean
  /** Set by tests: the primaries have no node. */
  unassigned: boolean
  /** Its shards came up from their own files, after it was closed or opened. */
  reopened: boolean
  /** Primaries that are on no node, by shard. */
  failedShards: ReadonlyMap<number, FailedShard>
  readonly documents: DocumentStore
  readonly recovery: Recovery | undefined
}

export const shardCount = (index: Index): number =>
  Number(index.settings.get("index.number_of_shards") ?? "1")

export const replicaCount = (index: Index): number =>
  Number(index.settings.get("index.number_of_replicas") ?? "1")

export const isHidden = (index: Index): boolean => index.settings.get("index.hidden") === "true"

/** An index whose primaries no node may hold, by a test's order or by its own allocation rule. */
export const hasUnassignedPrimaries = (index: Index, nodeName: string): boolean => {
  const required = index.settings.get("index.routing.allocation.require._name")
  return index.unassigned || (required !== undefined && required !== nodeName)
}
