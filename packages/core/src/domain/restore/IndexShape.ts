/** What an index is like apart from its documents, so that a restored one can be compared with what was backed up. */

/** An alias of an index. `filter`, routing and flags as canonical JSON. */
export interface ShapedAlias {
  readonly name: string
  readonly options: string
}

/** Mapping, settings and aliases of an index. */
export interface IndexShape {
  readonly name: string
  readonly uuid: string
  /** `index.version.created`, e.g. `8536000`. */
  readonly createdVersion: string
  /** SHA-256 in hexadecimal of the mapping as canonical JSON. */
  readonly mapping: string
  /**
   * The settings that a restore brings back, flat, as text. Without what belongs to the very index (uuid, dates, versions, provided name,
   * history, resize source) and what a restore of ours sets (write block, replicas, check on start, the mark).
   */
  readonly settings: Readonly<Record<string, string>>
  /** `null`: they were not told; `index.blocks.metadata` is on. */
  readonly aliases: ReadonlyArray<ShapedAlias> | null
  /** Elasticsearch opens what it restores: in place it is closed again at the end. */
  readonly closed: boolean
  /** `index.blocks.write`, which every restore of ours sets: in place it is kept at the end. */
  readonly writeBlocked: boolean
  /** Copies of each primary; `null` when it is not known. For planning: comparisons leave it out, nodes come and go. */
  readonly replicas: number | null
}

/** How much an index holds and how much was written to it. */
export interface IndexCount {
  readonly name: string
  readonly documents: number
  /** Highest sequence number of each primary, by shard; -1 where nothing was written. Grows with every write and every delete. */
  readonly sequence: ReadonlyArray<number>
}
