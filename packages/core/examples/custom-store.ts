// A SnapshotStore of your own: this one passes everything on to another store and refuses to delete. `layerOver` puts all operations on top.
import {
  BackupApi,
  BackupId,
  CamundaVersion,
  IndexSets,
  layerOver,
  MemoryDiagnostics,
  MemoryDocuments,
  MemoryElasticsearch,
  MemoryIndexCatalog,
  MemoryIndices,
  MemoryRecovery,
  MemorySnapshotStore,
  Settings,
  SnapshotStore,
  BackupError
} from "@camunda-backup/core"
import { Effect, Layer, Logger, Option } from "effect"

/** Fails like an Elasticsearch whose role lacks the privilege. */
const withoutDelete = Layer.effect(
  SnapshotStore,
  Effect.map(SnapshotStore, (store) => ({
    ...store,
    delete: () =>
      Effect.fail(
        new BackupError.StoreRejected({
          operation: "deleting snapshots",
          status: 403,
          type: "security_exception",
          reason: "This store keeps everything."
        })
      )
  }))
)

const camundaVersion = Option.getOrThrow(CamundaVersion.parse("8.7.2"))
const backupId = Option.getOrThrow(BackupId.parse("1732300000"))

const indices = Option.getOrThrow(IndexSets.find("operate", camundaVersion))
  .filter((part) => !part.dated)
  .flatMap((part) => part.entries.map((entry) => IndexSets.fullName("operate", entry)))
  .map((name) => ({ name, hidden: false }))

const elasticsearch = MemoryElasticsearch.layer(MemoryElasticsearch.make("camunda", { indices, aliases: [] }))
const settings = Settings.make({ camundaVersion, repository: "camunda" })

const layer = layerOver(
  Layer.mergeAll(
    withoutDelete.pipe(Layer.provide(MemorySnapshotStore.layer)),
    MemoryIndexCatalog.layer,
    MemoryIndices.layer,
    MemoryRecovery.layer,
    MemoryDiagnostics.layer,
    MemoryDocuments.layer.pipe(Layer.provide(MemoryDocuments.state(MemoryDocuments.make())))
  ).pipe(Layer.provide(elasticsearch), Layer.provide(Settings.layer(settings))),
  settings
)

const program = Effect.gen(function* () {
  const api = yield* BackupApi
  yield* api.create("operate", backupId)
  const finished = yield* Effect.repeat(api.get("operate", backupId), {
    until: (backup) => backup.state !== "IN_PROGRESS"
  })
  console.log(finished.state)
  const refused = yield* Effect.flip(api.delete("operate", backupId))
  console.log(refused._tag)
})

Effect.runPromise(program.pipe(Effect.provide(layer), Effect.provide(Logger.layer([])))).catch(
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
)
