/** Composition: the only file that brings ports and adapters together. */
import { Layer } from "effect"
import * as ElasticsearchClient from "./adapters/elasticsearch/ElasticsearchClient.ts"
import * as ElasticsearchIndexCatalog from "./adapters/elasticsearch/ElasticsearchIndexCatalog.ts"
import * as ElasticsearchSnapshotStore from "./adapters/elasticsearch/ElasticsearchSnapshotStore.ts"
import * as MemoryElasticsearch from "./adapters/memory/MemoryElasticsearch.ts"
import * as MemoryIndexCatalog from "./adapters/memory/MemoryIndexCatalog.ts"
import * as MemoryJournal from "./adapters/memory/MemoryJournal.ts"
import * as MemoryLease from "./adapters/memory/MemoryLease.ts"
import * as MemorySnapshotStore from "./adapters/memory/MemorySnapshotStore.ts"
import type { Connection } from "./config/Connection.ts"
import * as Settings from "./config/Settings.ts"
import * as Attempts from "./operations/Attempts.ts"
import * as DirectBackupApi from "./operations/directBackupApi.ts"
import type { BackupApi } from "./ports/BackupApi.ts"
import type { IndexCatalog } from "./ports/IndexCatalog.ts"
import type { Journal } from "./ports/Journal.ts"
import type { Lease } from "./ports/Lease.ts"
import type { SnapshotStore } from "./ports/SnapshotStore.ts"

export type Services = BackupApi | SnapshotStore | IndexCatalog | Journal | Lease | Settings.Settings

const withOperations = (
  store: Layer.Layer<SnapshotStore | IndexCatalog, never, Settings.Settings>,
  settings: Settings.Values
): Layer.Layer<Services> =>
  DirectBackupApi.layer.pipe(
    Layer.provide(Attempts.layer),
    Layer.provideMerge(Layer.mergeAll(store, MemoryJournal.layer, MemoryLease.layer)),
    Layer.provideMerge(Settings.layer(settings))
  )

/** Backups in a real Elasticsearch; journal and lease of this process. */
export const layerElasticsearch = (
  connection: Connection,
  settings: Settings.Values
): Layer.Layer<Services> =>
  withOperations(
    Layer.merge(ElasticsearchSnapshotStore.layer, ElasticsearchIndexCatalog.layer).pipe(
      Layer.provide(ElasticsearchClient.layer(connection))
    ),
    settings
  )

/** Everything in memory, nothing real: for tests and for trying out the operations. */
export const layerMemory = (
  state: MemoryElasticsearch.State,
  settings: Settings.Values
): Layer.Layer<Services> =>
  withOperations(
    Layer.merge(MemorySnapshotStore.layer, MemoryIndexCatalog.layer).pipe(
      Layer.provide(MemoryElasticsearch.layer(state))
    ),
    settings
  )
