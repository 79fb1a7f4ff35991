// Lists the backups of both components. Configured by the same environment variables as the server:
//
//   CAMUNDA_BACKUP_ELASTICSEARCH_URL=http://127.0.0.1:9200 CAMUNDA_BACKUP_REPOSITORY=camunda CAMUNDA_BACKUP_CAMUNDA_VERSION=8.7.2 node list.ts
import {
  BackupApi,
  BackupId,
  Component,
  CoreEnvironment,
  layerElasticsearch,
  ListPattern
} from "@camunda-backup/core"
import { Effect, Option, Result } from "effect"

const program = Effect.gen(function* () {
  const { connection, settings } = yield* Effect.fromResult(
    Result.mapError(CoreEnvironment.read(process.env), (problems) => new Error(problems.join("\n")))
  )
  if (Option.isNone(connection)) return yield* Effect.fail(new Error("Set CAMUNDA_BACKUP_ELASTICSEARCH_URL."))
  // "none": this process only reads. It does not resume the work of a process that died.
  const layer = layerElasticsearch(connection.value, settings, "none")
  yield* Effect.gen(function* () {
    const api = yield* BackupApi
    for (const component of Component.all)
      for (const backup of yield* api.list(component, { pattern: ListPattern.everything, verbose: true }))
        console.log(component, BackupId.format(backup.backupId), backup.state, backup.reason ?? "")
  }).pipe(Effect.provide(layer))
})

Effect.runPromise(program).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
