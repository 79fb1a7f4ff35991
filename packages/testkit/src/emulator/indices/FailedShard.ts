/** Why a shard of an index is on no node, as the server tells it. */
export interface FailedShard {
  readonly reason: "ALLOCATION_FAILED" | "INDEX_REOPENED" | "CLUSTER_RECOVERED"
  readonly at: number
  readonly attempts: number
  /** The exception, with its causes; absent where nothing was tried. */
  readonly details: string | undefined
  /** `repository:snapshot/uuid` that it was to come from; undefined once the server has been down. */
  readonly source: string | undefined
}
