/**
 * The documents of one index, with sequence numbers of their shards, and with Elasticsearch's delay of the search: a write is found by its
 * id at once, by a search only after a refresh. A test that passes here without a refresh would fail on a real server.
 */
import { shardOf } from "./shardOf.ts"

export interface StoredDocument {
  readonly id: string
  /** Source text, exactly as it was sent. */
  readonly source: string
  readonly shard: number
  readonly seqNo: number
  readonly primaryTerm: number
  readonly version: number
}

export interface DocumentsImage {
  readonly documents: ReadonlyMap<string, StoredDocument>
  /** By shard. */
  readonly seqNos: readonly number[]
  /** How many operations all shards have seen. */
  readonly nextSeqNo: number
}

/** What has become of one shard. */
export interface ShardCounts {
  /** As searches see them. */
  readonly documents: number
  /** Older versions and deletions that are still kept. */
  readonly deleted: number
  /** All that have a sequence number. */
  readonly operations: number
  /** Since the shard was opened. */
  readonly indexed: number
  readonly deletions: number
  readonly conflicts: number
  readonly noops: number
}

type Tally = Record<"indexed" | "deletions" | "conflicts" | "noops", number>

const noTally = (): Tally => ({ indexed: 0, deletions: 0, conflicts: 0, noops: 0 })

/** What documents need of the server that they are in. */
export interface DocumentSurroundings {
  readonly now: () => number
  readonly traits: { readonly routing: "shift" | "mod" }
}

export class DocumentStore {
  private readonly documents: Map<string, StoredDocument>
  private readonly deletedVersions = new Map<string, number>()
  /** What a search still sees of documents written since the last refresh. */
  private readonly before = new Map<string, StoredDocument | undefined>()
  private readonly seqNos: number[]
  /** Operations of each shard that searches see the outcome of. */
  private seen: number[]
  private tallies: Tally[]
  private dirtySince = 0
  private term: number
  private readonly now: () => number
  private readonly routing: "shift" | "mod"

  constructor(
    { now, traits }: DocumentSurroundings,
    shards: number,
    image?: DocumentsImage,
    primaryTerm = 1
  ) {
    this.now = now
    this.routing = traits.routing
    this.documents = new Map(image?.documents)
    this.seqNos = Array.from({ length: shards }, (_, shard) => image?.seqNos[shard] ?? 0)
    this.seen = [...this.seqNos]
    this.tallies = this.seqNos.map(noTally)
    this.term = primaryTerm
  }

  get primaryTerm(): number {
    return this.term
  }

  /** The primaries begin anew, as when their index is closed or opened: writes from now on carry the next term. */
  nextTerm(): void {
    this.term++
    this.tallies = this.seqNos.map(noTally)
  }

  get size(): number {
    return this.documents.size
  }

  get(id: string): StoredDocument | undefined {
    return this.documents.get(id)
  }

  shardOf(id: string): number {
    return shardOf(id, this.seqNos.length, this.routing)
  }

  /** Its version, or that of its deletion. */
  versionOf(id: string): number | undefined {
    return this.documents.get(id)?.version ?? this.deletedVersions.get(id)
  }

  /** As a search sees it. */
  visible(id: string): StoredDocument | undefined {
    return this.before.has(id) ? this.before.get(id) : this.documents.get(id)
  }

  put(id: string, source: string, version = (this.versionOf(id) ?? 0) + 1): StoredDocument {
    const document = { id, source, ...this.next(id), version }
    this.remember(id)
    this.documents.delete(id)
    this.documents.set(id, document)
    this.tally(id, "indexed")
    return document
  }

  /** Deleting what is not there takes a sequence number too. */
  delete(
    id: string,
    version = (this.versionOf(id) ?? 0) + 1
  ): { readonly found: boolean; readonly document: Omit<StoredDocument, "source"> } {
    const found = this.documents.get(id)
    this.remember(id)
    this.documents.delete(id)
    this.deletedVersions.set(id, version)
    this.tally(id, "deletions")
    return { found: found !== undefined, document: { id, ...this.next(id), version } }
  }

  /** Nothing of a shard is there that did not come back. */
  loseShard(shard: number): void {
    for (const [id, document] of this.documents) if (document.shard === shard) this.documents.delete(id)
    this.seqNos[shard] = 0
    this.seen[shard] = 0
  }

  /** Counts what happened to the shard of this document. */
  tally(id: string, what: keyof Tally): void {
    const tally = this.tallies[this.shardOf(id)]
    if (tally !== undefined) tally[what]++
  }

  counts(shard: number): ShardCounts {
    const documents = [...this.searchable()].filter((one) => one.shard === shard).length
    return {
      ...(this.tallies[shard] ?? noTally()),
      documents,
      deleted: (this.seen[shard] ?? 0) - documents,
      operations: this.seqNos[shard] ?? 0
    }
  }

  refresh(): void {
    this.before.clear()
    this.seen = [...this.seqNos]
  }

  /** What a search sees now, shard by shard; a write is refreshed by itself after a second. */
  *searchable(): Generator<StoredDocument> {
    if (this.now() - this.dirtySince >= 1000) this.refresh()
    for (const shard of this.seqNos.keys()) {
      for (const document of this.documents.values())
        if (document.shard === shard && !this.before.has(document.id)) yield document
      for (const document of this.before.values()) if (document?.shard === shard) yield document
    }
  }

  /** Every document, in the order of writing. */
  all(): IterableIterator<StoredDocument> {
    return this.documents.values()
  }

  image(): DocumentsImage {
    const nextSeqNo = this.seqNos.reduce((sum, next) => sum + next, 0)
    return { documents: new Map(this.documents), seqNos: [...this.seqNos], nextSeqNo }
  }

  private next(id: string) {
    const shard = this.shardOf(id)
    const seqNo = this.seqNos[shard] ?? 0
    this.seqNos[shard] = seqNo + 1
    return { shard, seqNo, primaryTerm: this.term }
  }

  private remember(id: string): void {
    if (this.before.size === 0) this.dirtySince = this.now()
    if (!this.before.has(id)) this.before.set(id, this.documents.get(id))
  }
}
