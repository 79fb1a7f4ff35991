/** What Elasticsearch tells of a snapshot beside its state, for people: nothing is decided by it. Times are milliseconds since 1970. */
import type { SnapshotName } from "./SnapshotName.ts"

/** What there is to say of one snapshot. */
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
  /** What its indices take up in the repository, shared with other snapshots or not; `null` when Elasticsearch does not say. */
  readonly bytes: number | null
}

/** How much of something is done. */
export interface Amount {
  readonly done: number
  readonly total: number
}

/**
 * A running snapshot, from `_status`. Files and bytes are what had to be copied: what the repository had already is not in them. Bytes count
 * whole files, so a large one stands still for long and then jumps.
 */
export interface SnapshotProgress {
  readonly shards: Amount & { readonly failed: number }
  readonly files: Amount
  readonly bytes: Amount
}
