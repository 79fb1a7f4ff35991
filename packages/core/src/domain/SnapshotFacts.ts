/** What Elasticsearch reports about a snapshot beyond its state, for people: no decision depends on it. Times are milliseconds since 1970. */
import type { SnapshotName } from "./SnapshotName.ts"

/** Facts about one snapshot. */
export interface SnapshotFacts {
  readonly name: SnapshotName
  readonly uuid: string
  /** `null` while it runs. */
  readonly endTime: number | null
  readonly indices: ReadonlyArray<string>
  readonly shards: {
    readonly total: number
    readonly successful: number
    readonly failed: number
  }
  /** The size of its indices in the repository, shared with other snapshots or not; `null` when Elasticsearch does not say. */
  readonly bytes: number | null
}

/** How much is done, of how much. */
export interface Amount {
  readonly done: number
  readonly total: number
}

/**
 * A running snapshot, from `_status`. Files and bytes are those that had to be copied, without what the repository already had. Bytes count
 * whole files, so that during a large one the number stays the same for long and then jumps.
 */
export interface SnapshotProgress {
  readonly shards: Amount & { readonly failed: number }
  readonly files: Amount
  readonly bytes: Amount
}
