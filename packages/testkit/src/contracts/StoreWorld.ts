import type { Indices, IndexCatalog, Recovery, SnapshotStore } from "@camunda-backup/core"
import type { ManagedRuntime } from "effect"

/** What the contracts of the Elasticsearch ports need around an adapter. */
export interface StoreWorld {
  readonly runtime: ManagedRuntime.ManagedRuntime<SnapshotStore | IndexCatalog | Indices | Recovery, never>
  /** An empty repository of its own. */
  readonly newRepository: (options?: { readonly readOnly: boolean }) => Promise<string>
  /** Puts an empty, finished snapshot there as another writer would. */
  readonly putSnapshot: (repository: string, name: string) => Promise<void>
  readonly putIndex: (name: string, aliases?: ReadonlyArray<string>) => Promise<void>
  /** Writes so many documents into an index, and has them counted. */
  readonly fill: (index: string, documents: number) => Promise<void>
  readonly closeIndex: (index: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** A world whose restores can be made slow. */
export interface SlowableWorld extends StoreWorld {
  /** From now on what holds some documents takes seconds to be brought back from there. */
  readonly slowRestores: (repository: string) => Promise<void>
}

/** A world whose repositories can be damaged. */
export interface DamageableWorld extends StoreWorld {
  /** Changes three bytes of what the repository holds of an index: its snapshots list as ever, and cannot be restored. */
  readonly damage: (repository: string, index: string) => Promise<void>
}
