/**
 * A catalog of indices, aliases and data streams, as data, in which what a backup asks for is resolved twice: by the core and by Elasticsearch.
 * `$` stands for the index prefix, so that a case can be lived through again beside what an earlier one left.
 */
export interface TwinIndex {
  readonly name: string
  readonly hidden: boolean
  readonly closed: boolean
}

export interface TwinAlias {
  readonly name: string
  /** Indices, or data streams, by name. */
  readonly indices: ReadonlyArray<string>
  readonly hidden: boolean
}

export interface TwinCase {
  readonly indices: ReadonlyArray<TwinIndex>
  readonly aliases: ReadonlyArray<TwinAlias>
  /** Data streams; one whose name ends with `_hstream` is hidden. */
  readonly streams: ReadonlyArray<string>
  /** The dated indices of all main indices are asked for in one part. */
  readonly together: boolean
}

/** The main indices that the parts ask for. The second begins as the first does. */
export const mains = ["$-a-1.0.0_", "$-ab-1.0.0_"] as const

/** As index `i`, and none other than `change` says. */
export const index = (name: string, change: Partial<TwinIndex> = {}): TwinIndex => ({
  name,
  hidden: false,
  closed: false,
  ...change
})
