/** How far a primary shard of a restored index is. Of replicas nothing is told: that they cannot be placed says nothing of the data. */

/** One primary. */
export interface ShardRecovery {
  readonly index: string
  readonly shard: number
  /**
   * - `started`: it can be read.
   * - `copying`: it is being brought back.
   * - `waiting`: not assigned (yet).
   * - `failed`: Elasticsearch has given it up. Whatever the status of the restore was.
   */
  readonly state: "started" | "copying" | "waiting" | "failed"
  /** Elasticsearch's own word on why it is waiting or failed; `null` when it says none. */
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
