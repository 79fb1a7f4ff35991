/**
 * The state behind the memory adapters: indices, aliases, repositories and snapshots of a cluster that exists only here, with the means to
 * make accidents. For tests of the operations and for programs that try out the core; the testkit's emulator is the one that speaks HTTP.
 */
import { Context, Layer } from "effect"
import type { Catalog } from "../../domain/IndexExpression.ts"
import type { SnapshotState } from "../../domain/Snapshot.ts"
import type { SnapshotProgress } from "../../domain/SnapshotFacts.ts"

/** A snapshot in a repository. Times are milliseconds since 1970. */
export interface StoredSnapshot {
  readonly name: string
  readonly uuid: string
  readonly state: SnapshotState
  readonly startTime: number
  readonly indices: ReadonlyArray<string>
  readonly attempt: string | null
  readonly damaged: boolean
  /** Until then, in milliseconds since 1970, it is being taken; the state is the one after that. */
  readonly runsUntil?: number
}

/** Everything in the cluster. A test may change it at any time. */
export interface State {
  readonly repositories: Map<
    string,
    { readonly readOnly: boolean; readonly snapshots: Map<string, StoredSnapshot> }
  >
  catalog: Catalog
  /** `false`: every call fails as unreachable. */
  reachable: boolean
  /** Of whatever snapshot runs. */
  progress: SnapshotProgress
  /** How many snapshots were made: for their uuids. */
  made: number
  /** What the next creates end with, in turn; then SUCCESS. */
  readonly endings: Array<Ending>
}

/** How a create ends. */
export type Ending =
  | {
      readonly state: SnapshotState
      readonly without?: ReadonlyArray<string>
      /** Indices that are in it although its expression does not select them. */
      readonly with?: ReadonlyArray<string>
      /** How long it takes; none unless given. One that takes longer than a request is not answered. */
      readonly takesMillis?: number
    }
  /** Carried out, but the answer is lost. */
  | "lost answer"
  /** Not carried out, worth another try. */
  | "not now"

/** The state as a service. */
export class MemoryElasticsearch extends Context.Service<MemoryElasticsearch, State>()(
  "@camunda-backup/core/adapters/memory/MemoryElasticsearch"
) {}

const nothing = { done: 0, total: 0 }

/** A cluster with these indices and one empty repository. */
export const make = (repository: string, catalog: Catalog): State => ({
  repositories: new Map([[repository, { readOnly: false, snapshots: new Map() }]]),
  catalog,
  reachable: true,
  progress: { shards: { done: 0, total: 0, failed: 0 }, files: nothing, bytes: nothing },
  made: 0,
  endings: []
})

/** Provides a state; layers over the same state share its snapshots. */
export const layer = (state: State): Layer.Layer<MemoryElasticsearch> =>
  Layer.succeed(MemoryElasticsearch, state)
