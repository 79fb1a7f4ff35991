import type { IndexCatalog, SnapshotStore } from "@camunda-backup/core"
import type { ManagedRuntime } from "effect"

/** What the contracts of the Elasticsearch ports need around an adapter. */
export interface StoreWorld {
  readonly runtime: ManagedRuntime.ManagedRuntime<SnapshotStore | IndexCatalog, never>
  /** An empty repository of its own. */
  readonly newRepository: (options?: { readonly readOnly: boolean }) => Promise<string>
  /** Puts an empty, finished snapshot there as another writer would. */
  readonly putSnapshot: (repository: string, name: string) => Promise<void>
  readonly putIndex: (name: string, aliases?: ReadonlyArray<string>) => Promise<void>
  readonly close: () => Promise<void>
}
