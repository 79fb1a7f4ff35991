/**
 * Small JSON documents with compare-and-set: what the journal and the lease are kept in. Two implementations: an index of Elasticsearch,
 * and memory.
 *
 * A document that was written is read by every later `read`, on any replica. `notable` may be a second behind, unless the write was `findable`.
 */
import { Context, type Effect, type Option } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"

/** Which state of a document was read. Opaque. */
export interface Version {
  readonly seqNo: number
  readonly primaryTerm: number
}

/** What documents are about. Those of a kind are found together. */
export const kinds = ["entry", "lease", "restore", "verifications", "manifest"] as const

/** What a document is about. */
export type Kind = (typeof kinds)[number]

/** What is kept under an id. */
export interface Document {
  readonly kind: Kind
  readonly repository: string
  readonly component: Component
  /** Decimal digits; of a restore its own id; of what is about all backups empty. Orders what is found. */
  readonly backupId: string
  /** Found by `notable`. */
  readonly notable: boolean
  /** The content, JSON. */
  readonly content: unknown
}

/** A document and the state in which it was read. */
export interface Stored {
  readonly document: Document
  readonly version: Version
}

/** Small JSON documents with compare-and-set, in which journal and leases are kept. */
export class Documents extends Context.Service<
  Documents,
  {
    readonly read: (id: string) => Effect.Effect<Option.Option<Stored>, StoreError>
    /**
     * Writes if the document is still as `expected` (`none`: not there). `none` on a conflict. On `StoreUnavailable{ambiguous}` it may have
     * been written, or may still be: a later write with the same `expected` then conflicts, and the one that is read says which it was.
     * `findable`: `notable` sees it at once. Costs Elasticsearch more.
     */
    readonly write: (
      id: string,
      document: Document,
      expected: Option.Option<Version>,
      findable: boolean
    ) => Effect.Effect<Option.Option<Version>, StoreError>
    /** Removes it if it is still as expected; no error when it is not. */
    readonly remove: (id: string, expected: Version) => Effect.Effect<void, StoreError>
    /** The notable documents of a kind, of a component in a repository. */
    readonly notable: (
      kind: Kind,
      repository: string,
      component: Component
    ) => Effect.Effect<ReadonlyArray<Document>, StoreError>
  }
>()("@camunda-backup/core/ports/Documents") {}
