/** Composition: the only file that brings ports and adapters together. */
import { Effect, Layer } from "effect"
import * as DocumentJournal from "./adapters/documents/DocumentJournal.ts"
import * as DocumentLease from "./adapters/documents/DocumentLease.ts"
import * as DocumentRestores from "./adapters/documents/DocumentRestores.ts"
import * as DocumentSchedules from "./adapters/documents/DocumentSchedules.ts"
import * as ElasticsearchClient from "./adapters/elasticsearch/ElasticsearchClient.ts"
import * as ElasticsearchDiagnostics from "./adapters/elasticsearch/ElasticsearchDiagnostics.ts"
import * as ElasticsearchDocuments from "./adapters/elasticsearch/ElasticsearchDocuments.ts"
import * as ElasticsearchIndexCatalog from "./adapters/elasticsearch/ElasticsearchIndexCatalog.ts"
import * as ElasticsearchIndices from "./adapters/elasticsearch/ElasticsearchIndices.ts"
import * as ElasticsearchRecovery from "./adapters/elasticsearch/ElasticsearchRecovery.ts"
import * as ElasticsearchSnapshotStore from "./adapters/elasticsearch/ElasticsearchSnapshotStore.ts"
import * as CamundaClient from "./adapters/http/CamundaClient.ts"
import { remoteCheck } from "./adapters/http/remoteCheck.ts"
import * as SchedulesServerClient from "./adapters/http/SchedulesServerClient.ts"
import * as RestoreServerClient from "./adapters/http/RestoreServerClient.ts"
import * as ServerClient from "./adapters/http/ServerClient.ts"
import * as MemoryDiagnostics from "./adapters/memory/MemoryDiagnostics.ts"
import * as MemoryDocuments from "./adapters/memory/MemoryDocuments.ts"
import * as MemoryElasticsearch from "./adapters/memory/MemoryElasticsearch.ts"
import * as MemoryIndexCatalog from "./adapters/memory/MemoryIndexCatalog.ts"
import * as MemoryIndices from "./adapters/memory/MemoryIndices.ts"
import * as MemoryRecovery from "./adapters/memory/MemoryRecovery.ts"
import * as MemorySnapshotStore from "./adapters/memory/MemorySnapshotStore.ts"
import type { Connection } from "./config/Connection.ts"
import * as Settings from "./config/Settings.ts"
import * as Attempts from "./engine/Attempts.ts"
import * as CheckOperation from "./operations/check/check.ts"
import * as Deletions from "./engine/Deletions.ts"
import * as RestoreRuns from "./engine/restore/RestoreRuns.ts"
import * as Installation from "./domain/Installation.ts"
import * as lookAtInstallation from "./operations/lookAtInstallation.ts"
import * as DirectBackupApi from "./operations/DirectBackupApi.ts"
import * as DirectRestoreApi from "./operations/restore/DirectRestoreApi.ts"
import * as DirectSchedulesApi from "./operations/schedule/DirectSchedulesApi.ts"
import * as SharedLists from "./operations/sharedLists.ts"
import * as BackupProgress from "./reads/BackupProgress.ts"
import * as PartDurations from "./reads/PartDurations.ts"
import * as SnapshotFactsReader from "./reads/SnapshotFactsReader.ts"
import * as LastSeen from "./reads/LastSeen.ts"
import * as SharedReads from "./reads/SharedReads.ts"
import * as RingFeed from "./reads/ringFeed.ts"
import * as Scheduler from "./engine/schedule/Scheduler.ts"
import * as StallWatch from "./engine/StallWatch.ts"
import * as Supervisor from "./engine/Supervisor.ts"
import type { BackupApi } from "./ports/BackupApi.ts"
import { BackupClient, layerDirect } from "./ports/BackupClient.ts"
import { Check } from "./ports/Check.ts"
import type { Diagnostics } from "./ports/Diagnostics.ts"
import type { Documents } from "./ports/Documents.ts"
import type { EventFeed } from "./ports/EventFeed.ts"
import type { IndexCatalog } from "./ports/IndexCatalog.ts"
import type { Indices } from "./ports/Indices.ts"
import { InstallationFacts } from "./ports/InstallationFacts.ts"
import type { Journal } from "./ports/Journal.ts"
import type { Lease } from "./ports/Lease.ts"
import type { Recovery } from "./ports/Recovery.ts"
import { type RestoreApi, RestoreClient } from "./ports/RestoreApi.ts"
import type { RestoreJournal } from "./ports/RestoreJournal.ts"
import type { ScheduleJournal } from "./ports/ScheduleJournal.ts"
import { type SchedulesApi, SchedulesClient } from "./ports/SchedulesApi.ts"
import type { SnapshotStore } from "./ports/SnapshotStore.ts"

/** What a layer of this package provides. */
export type Services =
  | BackupApi
  | BackupClient
  | Check
  | InstallationFacts
  | EventFeed
  | SnapshotStore
  | IndexCatalog
  | Indices
  | Recovery
  | Journal
  | RestoreApi
  | RestoreClient
  | SchedulesApi
  | SchedulesClient
  | RestoreJournal
  | ScheduleJournal
  | Lease
  | SnapshotFactsReader.SnapshotFactsReader
  | Settings.Settings

const durable = Layer.mergeAll(
  DocumentJournal.layer,
  DocumentLease.layer,
  DocumentRestores.layer,
  DocumentSchedules.layer
)

/** Journal and lease alone, in an index of Elasticsearch. Their contents are not acted on. */
export const layerJournalElasticsearch = (
  connection: Connection,
  settings: Settings.Values
): Layer.Layer<Journal | RestoreJournal | ScheduleJournal | Lease | Documents> =>
  durable.pipe(
    Layer.provideMerge(ElasticsearchDocuments.layer),
    Layer.provide(ElasticsearchClient.layer(connection)),
    Layer.provide(Settings.layer(settings))
  )

/** Journal and lease alone, in memory. */
export const layerJournalMemory = (
  documents: MemoryDocuments.State,
  settings: Settings.Values
): Layer.Layer<Journal | RestoreJournal | ScheduleJournal | Lease | Documents> =>
  durable.pipe(
    Layer.provideMerge(MemoryDocuments.layer),
    Layer.provide(MemoryDocuments.state(documents)),
    Layer.provide(Settings.layer(settings))
  )

/**
 * What a process does by itself. `none`: it only reads, and leaves abandoned work alone. `whatever others left`: it takes over what dead processes left.
 * `also what is scheduled`: for a server, which stays.
 */
export type Supervision = "also what is scheduled" | "whatever others left" | "none"

/** The operations over any adapters of the ports that reach the outside. */
export const layerOver = (
  store: Layer.Layer<
    SnapshotStore | IndexCatalog | Indices | Recovery | Documents | Diagnostics,
    never,
    Settings.Settings
  >,
  settings: Settings.Values,
  supervision: Supervision = "whatever others left"
): Layer.Layer<Services> =>
  Layer.merge(
    StallWatch.layer,
    supervision === "also what is scheduled" ? Scheduler.layer : Layer.empty
  ).pipe(
    Layer.provideMerge(Layer.mergeAll(layerDirect, DirectSchedulesApi.layerClient)),
    Layer.provideMerge(DirectSchedulesApi.layer),
    Layer.provideMerge(Layer.merge(DirectBackupApi.layer, RingFeed.layer)),
    Layer.provideMerge(DirectRestoreApi.layerClient),
    Layer.provideMerge(DirectRestoreApi.layer),
    Layer.provide(BackupProgress.layer),
    Layer.provide(PartDurations.layer),
    Layer.provideMerge(SnapshotFactsReader.layer),
    Layer.provide(SharedLists.layer),
    Layer.provide(LastSeen.layer),
    Layer.provide(SharedReads.layer),
    Layer.provideMerge(
      Layer.mergeAll(
        supervision === "none" ? Layer.empty : Supervisor.layer,
        CheckOperation.layer,
        lookAtInstallation.layer
      )
    ),
    Layer.provide(Layer.mergeAll(Attempts.layer, Deletions.layer, RestoreRuns.layer)),
    Layer.provideMerge(durable),
    Layer.provideMerge(store),
    Layer.provideMerge(Settings.layer(settings))
  )

/** Backups in a real Elasticsearch, with journal and lease in an index of it. */
export const layerElasticsearch = (
  connection: Connection,
  settings: Settings.Values,
  supervision: Supervision = "whatever others left"
): Layer.Layer<Services> =>
  layerOver(
    Layer.mergeAll(
      ElasticsearchSnapshotStore.layer,
      ElasticsearchIndexCatalog.layer,
      ElasticsearchIndices.layer,
      ElasticsearchRecovery.layer,
      ElasticsearchDiagnostics.layer,
      ElasticsearchDocuments.layer
    ).pipe(Layer.provide(ElasticsearchClient.layer(connection))),
    settings,
    supervision
  )

/** Over HTTP against camunda-backup-server: nothing is taken or deleted by this process. */
export const layerServer = (
  options: ServerClient.Options
): Layer.Layer<BackupClient | RestoreClient | SchedulesClient | Check | InstallationFacts> => {
  const { check, client, installation } = ServerClient.make(options)
  return Layer.mergeAll(
    Layer.succeed(BackupClient, client),
    Layer.succeed(RestoreClient, RestoreServerClient.make(options)),
    Layer.succeed(SchedulesClient, SchedulesServerClient.make(options)),
    Layer.succeed(Check, remoteCheck(check)),
    Layer.succeed(InstallationFacts, {
      look: Effect.orElseSucceed(installation, () => Installation.unknown)
    })
  )
}

/** Over HTTP against Camunda's own actuator: requests that only camunda-backup-server offers fail with `NotOffered`. */
export const layerCamunda = (
  options: CamundaClient.Options
): Layer.Layer<BackupClient | RestoreClient | SchedulesClient | Check | InstallationFacts> => {
  const { check, client } = CamundaClient.make(options)
  return Layer.mergeAll(
    Layer.succeed(BackupClient, client),
    Layer.succeed(
      RestoreClient,
      RestoreServerClient.notOffered(Object.values(options.baseUrls).join(" and "))
    ),
    Layer.succeed(
      SchedulesClient,
      SchedulesServerClient.notOffered(Object.values(options.baseUrls).join(" and "))
    ),
    Layer.succeed(Check, remoteCheck(check)),
    Layer.succeed(InstallationFacts, { look: Effect.succeed(Installation.unknown) })
  )
}

/**
 * Everything in memory, nothing real: for tests and for trying out the operations. Layers over the same states are replicas of one
 * installation.
 */
export const layerMemory = (
  state: MemoryElasticsearch.State,
  settings: Settings.Values,
  documents: MemoryDocuments.State = MemoryDocuments.make()
): Layer.Layer<Services> =>
  layerOver(
    Layer.mergeAll(
      Layer.mergeAll(
        MemorySnapshotStore.layer,
        MemoryIndexCatalog.layer,
        MemoryIndices.layer,
        MemoryRecovery.layer,
        MemoryDiagnostics.layer
      ).pipe(Layer.provide(MemoryElasticsearch.layer(state))),
      MemoryDocuments.layer.pipe(Layer.provide(MemoryDocuments.state(documents)))
    ),
    settings
  )
