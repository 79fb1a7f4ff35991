/**
 * The state behind the memory adapters: indices, aliases, repositories and snapshots of a cluster that exists only here, with the means to
 * make accidents. For tests of the operations and for programs that try out the core; the testkit's emulator is the one that speaks HTTP.
 */
import { Context, Layer } from "effect"
import type { Annotation } from "../../domain/Annotation.ts"
import type { Catalog } from "../../domain/IndexExpression.ts"
import type { CapturedTemplates } from "../../domain/restore/CapturedTemplates.ts"
import type { ShapedAlias } from "../../domain/restore/IndexShape.ts"
import type { ShardRecovery } from "../../domain/restore/ShardRecovery.ts"
import type { SnapshotState } from "../../domain/Snapshot.ts"
import type { SnapshotProgress } from "../../domain/SnapshotFacts.ts"

/** What is in an index, and in a snapshot of it. One shard an index. */
export interface Content {
  readonly documents: number
  readonly bytes: number
  /** Highest sequence number; -1: nothing was ever written. */
  readonly sequence: number
  /** Stands for the mapping; a digest by whatever rule. */
  readonly mapping: string
  /** Those that a restore brings back. */
  readonly settings: Readonly<Record<string, string>>
  readonly aliases: ReadonlyArray<ShapedAlias>
}

/** How a shard is that does not come back. */
export type GivenUp = Extract<ShardRecovery["state"], "failed" | "unplaced" | "lost">

/** An index beside its name, which is in the catalog. */
export interface HeldIndex extends Content {
  readonly uuid: string
  readonly open: boolean
  readonly mark: string | null
  readonly blocks: ReadonlyArray<string>
  /** What it was restored from; `null`: it was not. */
  readonly restored: {
    readonly repository: string
    readonly snapshot: string
    /** Until then, in milliseconds since 1970, it is being copied. */
    readonly runsUntil: number
    /** What becomes of its shard then, and why; `null`: it is started. */
    readonly failure: { readonly state: GivenUp; readonly reason: string } | null
  } | null
}

/** A snapshot in a repository. Times are milliseconds since 1970. */
export interface StoredSnapshot {
  readonly name: string
  readonly uuid: string
  readonly state: SnapshotState
  readonly startTime: number
  readonly indices: ReadonlyArray<string>
  readonly attempt: string | null
  readonly annotation?: Annotation
  readonly damaged: boolean
  /** Until then, in milliseconds since 1970, it is being taken; the state is the one after that. */
  readonly runsUntil?: number
  /** What its indices held; of one that is not here, nothing. */
  readonly contents?: ReadonlyMap<string, Content>
  /** `true`: it can be listed, but what each of its shards holds cannot be read. */
  readonly unreadable?: boolean
  /** Indices whose files in the repository are damaged: it can be listed, and these cannot be brought back. */
  readonly damagedIndices?: ReadonlyArray<string>
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
  /** How many indices were made: for their uuids. */
  indicesMade: number
  /** What the next creates end with, in turn; then SUCCESS. */
  readonly endings: Array<Ending>
  /** By name; of an index of the catalog that is not here, see `heldIndex`. */
  readonly held: Map<string, HeldIndex>
  templates: CapturedTemplates
  /** Whether it has lifecycle policies. */
  lifecycle: boolean
  /** What becomes of the next restores, in turn; then they are carried out at once. */
  readonly restores: Array<RestoreEnding>
}

/** How a restore goes. */
export type RestoreEnding =
  /** How long each of its shards takes, and what becomes of them; they are started unless given. */
  | { readonly takesMillis: number; readonly ends?: GivenUp }
  /** Carried out, but the answer is lost. */
  | "lost answer"
  /** Neither carried out nor answered. */
  | "lost request"
  /** Not carried out, worth another try. */
  | "not now"

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

export { heldIndex } from "./heldIndex.ts"

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
  indicesMade: 0,
  endings: [],
  held: new Map(),
  templates: { indexTemplates: [], componentTemplates: [], policies: [] },
  lifecycle: true,
  restores: []
})

/** Provides a state; layers over the same state share its snapshots. */
export const layer = (state: State): Layer.Layer<MemoryElasticsearch> =>
  Layer.succeed(MemoryElasticsearch, state)
