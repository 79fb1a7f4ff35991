/** What a snapshot holds, from its shard files in the repository (`_status`). */
import type { SnapshotName } from "../SnapshotName.ts"

/** One index of a snapshot. */
export interface SnapshotIndex {
  readonly name: string
  readonly shards: number
  /** What a restore has to copy. */
  readonly bytes: number
  readonly files: number
}

/** One part, read to its shard files. */
export interface SnapshotContent {
  readonly name: SnapshotName
  readonly uuid: string
  readonly indices: ReadonlyArray<SnapshotIndex>
}
