import type { BackupClient, Component, Settings } from "@camunda-backup/core"
import type { Layer } from "effect"

/** Settings of a `BackupApi` whose snapshots go to `repository`. */
export type ApiSettings = Pick<Settings.Values, "indexPrefixes"> & { readonly repository?: string }

/** The first part of this component's next backup outlasts any test, unless it is released; parts of the other component do not. */
export interface SlowScene extends ApiSettings {
  readonly repository: string
  readonly release: () => void
}

/** What the contract of `BackupApi` needs around an implementation: the implementation, and ways to set its scene. */
export interface BackupApiWorld {
  /** With a journal and a lease of its own. */
  readonly layer: (settings: Settings.Values) => Layer.Layer<BackupClient>
  /** The same, but its Elasticsearch is away. */
  readonly layerWithoutElasticsearch: (settings: Settings.Values) => Layer.Layer<BackupClient>
  /** Prefixes under which every index of an installation exists. */
  readonly indexPrefixes: Settings.Values["indexPrefixes"]
  /** A new, empty repository. */
  readonly newRepository: () => Promise<string>
  readonly makeReadOnly: (repository: string) => Promise<void>
  /** Elasticsearch does not know it any more. */
  readonly unregister: (repository: string) => Promise<void>
  readonly slow: (component: Component.Component) => Promise<SlowScene>
  readonly putIndex: (name: string) => Promise<void>
  readonly removeIndex: (name: string) => Promise<void>
  /** Puts an empty, finished snapshot there as another writer would. */
  readonly putSnapshot: (repository: string, name: string) => Promise<void>
  /** All names in the repository, sorted. */
  readonly snapshotNames: (repository: string) => Promise<ReadonlyArray<string>>
  readonly close: () => Promise<void>
}
