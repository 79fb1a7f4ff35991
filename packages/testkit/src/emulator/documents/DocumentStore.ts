/**
 * The documents of one index, with sequence numbers, and with Elasticsearch's delay of the search: a write is found by its id at once,
 * by a search only after a refresh. A test that passes here without a refresh would fail on a real server.
 */
export interface StoredDocument {
  readonly id: string
  /** Source text, exactly as it was sent. */
  readonly source: string
  readonly seqNo: number
  readonly primaryTerm: number
  readonly version: number
}

export interface DocumentsImage {
  readonly documents: ReadonlyMap<string, StoredDocument>
  readonly nextSeqNo: number
}

export class DocumentStore {
  private readonly documents: Map<string, StoredDocument>
  private readonly deletedVersions = new Map<string, number>()
  /** What a search still sees of documents written since the last refresh. */
  private readonly before = new Map<string, StoredDocument | undefined>()
  private nextSeqNo: number
  private dirtySince = 0
  private readonly now: () => number
  readonly primaryTerm: number

  constructor(now: () => number, image?: DocumentsImage, primaryTerm = 1) {
    this.now = now
    this.documents = new Map(image?.documents)
    this.nextSeqNo = image?.nextSeqNo ?? 0
    this.primaryTerm = primaryTerm
  }

  get size(): number {
    return this.documents.size
  }

  get(id: string): StoredDocument | undefined {
    return this.documents.get(id)
  }

  put(id: string, source: string): StoredDocument {
    const version = (this.documents.get(id)?.version ?? this.deletedVersions.get(id) ?? 0) + 1
    const document = { id, source, seqNo: this.nextSeqNo++, primaryTerm: this.primaryTerm, version }
    this.remember(id)
    this.documents.set(id, document)
    return document
  }

  /** Deleting what is not there takes a sequence number too. */
  delete(id: string): { readonly found: boolean; readonly document: Omit<StoredDocument, "source"> } {
    const found = this.documents.get(id)
    const version = (found?.version ?? this.deletedVersions.get(id) ?? 0) + 1
    this.remember(id)
    this.documents.delete(id)
    this.deletedVersions.set(id, version)
    const document = { id, seqNo: this.nextSeqNo++, primaryTerm: this.primaryTerm, version }
    return { found: found !== undefined, document }
  }

  refresh(): void {
    this.before.clear()
  }

  /** What a search sees now; a write is refreshed by itself after a second. */
  *searchable(): Generator<StoredDocument> {
    if (this.now() - this.dirtySince >= 1000) this.refresh()
    for (const document of this.documents.values()) if (!this.before.has(document.id)) yield document
    for (const document of this.before.values()) if (document !== undefined) yield document
  }

  /** Every document, in the order of writing. */
  all(): IterableIterator<StoredDocument> {
    return this.documents.values()
  }

  image(): DocumentsImage {
    return { documents: new Map(this.documents), nextSeqNo: this.nextSeqNo }
  }

  private remember(id: string): void {
    if (this.before.size === 0) this.dirtySince = this.now()
    if (!this.before.has(id)) this.before.set(id, this.documents.get(id))
  }
}
