/** What answers to a name in Elasticsearch, as far as a restore has to know it. */

/** An index, an alias or a data stream of a name. */
export interface ExistingIndex {
  readonly name: string
  readonly kind: "index" | "alias" | "data stream"
  /** `null` of an alias and of a data stream. */
  readonly uuid: string | null
  /** `false`: closed. Elasticsearch replaces a closed index silently when the numbers of shards agree. */
  readonly open: boolean
  readonly hidden: boolean
  /** The id of the restore that made it; `null` for every other index. */
  readonly mark: string | null
  /** Blocks that are on: `write`, `read_only`, `read_only_allow_delete`, `read`, `metadata`. */
  readonly blocks: ReadonlyArray<string>
  /** `null` when it is not known: of a closed index, and of one whose shards are not there. */
  readonly documents: number | null
  /** What its primaries take on disk; `null` when it is not known. */
  readonly bytes: number | null
  /** What all its copies take; `null` when it is not known. */
  readonly bytesWithReplicas: number | null
  /** Copies of each primary that it is to have, whether nodes hold them or not; `null` when it is not known. */
  readonly replicas: number | null
}

/** A name that is not an index of its own. */
export const leadingElsewhere = (kind: "alias" | "data stream", name: string): ExistingIndex => ({
  name,
  kind,
  uuid: null,
  open: true,
  hidden: false,
  mark: null,
  blocks: [],
  documents: null,
  bytes: null,
  bytesWithReplicas: null,
  replicas: null
})
