/** How far a primary shard of a restored index is. Of replicas nothing is told: that they cannot be placed says nothing of the data. */

/** One primary. */
export interface ShardRecovery {
  readonly index: string
  readonly shard: number
  /**
   * - `started`: it can be read.
   * - `copying`: it is being brought back.
   * - `waiting`: not assigned (yet).
   * - `failed`: it was tried, and Elasticsearch has given it up: what the snapshot holds of it cannot be read. Whatever the status of the
   *   restore was.
   * - `unplaced`: Elasticsearch has given it up because no node may take it: disks, allocation rules. That says nothing of the snapshot.
   * - `lost`: it is not brought back from the snapshot any longer, and no node has a whole copy: Elasticsearch was restarted in the middle, or
   *   a node has left; what a node has of it can be half of one. That says nothing of the snapshot either.
   *
   * What is `failed`, `unplaced` or `lost` stays so until the index is deleted; only of a `lost` one the node may come back.
   */
  readonly state: "started" | "copying" | "waiting" | "failed" | "unplaced" | "lost"
  /** Elasticsearch's own word on why it is not started; `null` when it says none. */
  readonly reason: string | null
  /**
   * What was brought back from a snapshot; `null` when Elasticsearch does not say: before it began, and after its node was restarted, when
   * nothing is proved by it any more.
   */
  readonly recovered: {
    /** The snapshot it comes from. */
    readonly snapshot: string
    readonly bytes: number
    readonly totalBytes: number
    readonly files: number
    readonly totalFiles: number
    /** How long checksums were verified, in milliseconds; 0: they were not, or in less than one. */
    readonly checkedMillis: number
  } | null
}
