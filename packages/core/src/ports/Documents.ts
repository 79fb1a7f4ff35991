/**
 * Small JSON documents with compare-and-set, in which the journal and the leases are kept. Two implementations: an index of Elasticsearch,
 * and memory.
 *
 * Once a document is written, every later `read` sees it, on any replica. `notable` may lag by a second, unless the write was `findable`.
 */
import { Context, type Effect, type Option } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"

/** The revision of a document that was read. Opaque. */
export interface Version {
  readonly seqNo: number
  readonly primaryTerm: number
}

/** What documents are about. Documents of one kind are found together. */
export const kinds = ["entry", "lease", "restore", "verifications", "manifest", "schedule"] as const

/** What a document is about. */
export type Kind = (typeof kinds)[number]

/** The content kept under an id. */
export interface Document {
  readonly kind: Kind
  readonly repository: string
  readonly component: Component
  /** Decimal digits; of a restore its own id; of what is about all backups empty. Orders what is found. */
  readonly backupId: string
  /** Whether `notable` finds it. */
  readonly notable: boolean
  /** The content, as JSON. */
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
     * Writes if the document is still at `expected` (`none`: it does not exist). Returns `none` on a conflict. After `StoreUnavailable{ambiguous}` it
     * may have been written, or may still be: a later write with the same `expected` then conflicts, and reading the document tells which it was.
     * `findable`: `notable` sees it at once, at a higher cost for Elasticsearch.
     */
    readonly write: (
      id: string,
      document: Document,
      expected: Option.Option<Version>,
      findable: boolean
    ) => Effect.Effect<Option.Option<Version>, StoreError>
    /** Removes it if it is still at `expected`; it is no error when it is not. */
    readonly remove: (id: string, expected: Version) => Effect.Effect<void, StoreError>
    /** The notable documents of a kind, for one component and repository. */
    readonly notable: (
      kind: Kind,
      repository: string,
      component: Component
    ) => Effect.Effect<ReadonlyArray<Document>, StoreError>
  }
>()("@camunda-backup/core/ports/Documents") {}
