// Takes a backup of Operate and waits, for at most an hour, until it has finished. The id is the Unix time in seconds.
import { BackupApi, BackupId, CoreEnvironment, layerElasticsearch } from "@camunda-backup/core"
import { Clock, Effect, Logger, Option, Result, Schedule } from "effect"

const program = Effect.gen(function* () {
  const { connection, settings } = yield* Effect.fromResult(
    Result.mapError(CoreEnvironment.read(process.env), (problems) => new Error(problems.join("\n")))
  )
  if (Option.isNone(connection)) return yield* Effect.fail(new Error("Set CAMUNDA_BACKUP_ELASTICSEARCH_URL."))
  return yield* Effect.gen(function* () {
    const api = yield* BackupApi
    const backupId = BackupId.fromUnixMillis(yield* Clock.currentTimeMillis)
    // Answers once the plan has been checked and recorded: the parts are taken in the background, while the layer is alive.
    const snapshots = yield* api.create("operate", backupId)
    console.log(`Taking ${BackupId.format(backupId)}: ${snapshots.length} snapshots`)
    const backup = yield* api
      .get("operate", backupId)
      .pipe(
        Effect.repeat({ until: (x) => x.state !== "IN_PROGRESS", schedule: Schedule.spaced("1 second") }),
        Effect.timeout("1 hour")
      )
    console.log(backup.state, backup.reason ?? "")
    return backup.state === "COMPLETED"
  }).pipe(Effect.provide(layerElasticsearch(connection.value, settings)))
})

// The core logs each part to standard output; a logger of your own, or none, goes here.
Effect.runPromise(program.pipe(Effect.provide(Logger.layer([])))).then(
  (completed) => {
    process.exitCode = completed ? 0 : 1
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
)
