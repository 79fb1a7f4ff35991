import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { putDocument } from "../documents/writeDocument.ts"
import { isObject, type Json, type JsonObject } from "../json/Json.ts"
import { parseJson } from "../json/parseJson.ts"
import { dropRestored } from "../snapshots/proceedRestores.ts"
import { createIndex } from "./createIndex.ts"
import type { Index } from "./Index.ts"
import { indexNotFound } from "./indexErrors.ts"

/** An index to put in without HTTP. Documents are JSON values, or JSON texts where numbers must stay exact. */
export interface SeededIndex {
  readonly aliases?: readonly string[] | Readonly<Record<string, object>>
  readonly mappings?: object
  readonly settings?: object
  readonly documents?: readonly SeededDocument[]
  readonly open?: boolean
}

export interface SeededDocument {
  readonly id?: string
  readonly source: object | string
}

/** What tests and the embedded demo do to indices directly. */
export class IndexControl {
  private readonly cluster: IndexState & ServerNode & SnapshotWork

  constructor(cluster: IndexState & ServerNode & SnapshotWork) {
    this.cluster = cluster
  }

  /** Throws what Elasticsearch would answer for a bad or a used name. */
  create(name: string, seeded: SeededIndex = {}): Index {
    const { aliases = [] } = seeded
    const index = createIndex(this.cluster, name, {
      aliases: Array.isArray(aliases)
        ? Object.fromEntries(aliases.map((alias) => [String(alias), {}]))
        : asJson(aliases),
      mappings: asJson(seeded.mappings ?? {}),
      settings: asJson(seeded.settings ?? {})
    })
    for (const { id, source } of seeded.documents ?? [])
      putDocument(this.cluster, index, id, typeof source === "string" ? source : JSON.stringify(source))
    index.documents.refresh()
    index.open = seeded.open ?? true
    return index
  }

  delete(name: string): void {
    const uuid = this.cluster.indices.get(name)?.uuid
    this.cluster.indices.delete(name)
    if (uuid !== undefined) dropRestored(this.cluster, uuid)
    for (const running of this.cluster.running) running.dropIndex(name)
  }

  /** The primaries have no node: no snapshot can hold them. */
  unassign(name: string): void {
    this.require(name).unassigned = true
  }

  assign(name: string): void {
    this.require(name).unassigned = false
  }

  names(): readonly string[] {
    return [...this.cluster.indices.keys()].toSorted()
  }

  get(name: string): Index | undefined {
    return this.cluster.indices.get(name)
  }

  /** Source texts by id, as a snapshot would hold them. */
  documents(name: string): ReadonlyMap<string, string> {
    return new Map([...this.require(name).documents.all()].map(({ id, source }) => [id, source]))
  }

  private require(name: string): Index {
    const index = this.cluster.indices.get(name)
    if (index === undefined) throw indexNotFound(name)
    return index
  }
}

const asJson = (value: object): JsonObject => {
  const json: Json = parseJson(JSON.stringify(value))
  return isObject(json) ? json : {}
}
