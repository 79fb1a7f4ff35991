// A program of somebody else, who installed @camunda-backup/core: `tarball.test.ts` compiles and runs it outside the workspace.
import {
  BackupApi,
  type BackupError,
  BackupId,
  BackupState,
  CamundaVersion,
  IndexSets,
  layerMemory,
  MemoryElasticsearch,
  Settings,
  SnapshotName
} from "@camunda-backup/core"
import { Effect, Logger, Option } from "effect"

const camundaVersion = Option.getOrThrow(CamundaVersion.parse("8.7.2"))
const backupId = Option.getOrThrow(BackupId.parse("9223372036854775807"))

const indices = Option.getOrThrow(IndexSets.find("operate", camundaVersion))
  .filter((part) => !part.dated)
  .flatMap((part) => part.entries.map((entry) => IndexSets.fullName("operate", entry)))
  .map((name) => ({ name, hidden: false }))

const layer = layerMemory(
  MemoryElasticsearch.make("repository", { indices, aliases: [] }),
  Settings.make({ camundaVersion, repository: "repository" })
)

const completed: BackupState.BackupState = "COMPLETED"

const program = Effect.gen(function* () {
  const api = yield* BackupApi
  const names = yield* api.create("operate", backupId)
  let backup = yield* api.get("operate", backupId)
  while (backup.state === "IN_PROGRESS") {
    yield* Effect.yieldNow
    backup = yield* api.get("operate", backupId)
  }
  const missing: BackupError.BackupError = yield* Effect.flip(api.get("tasklist", backupId))
  return {
    names: names.map((name) => Option.isSome(SnapshotName.parse("operate", name))),
    completed: backup.state === completed,
    exact: backup.backupId === BackupId.MAX,
    verdict: BackupState.aggregate(backup.snapshots, BackupState.unknown),
    missing: missing._tag
  }
})

Effect.runPromise(program.pipe(Effect.provide(layer), Effect.provide(Logger.layer([])))).then(
  (result) => process.stdout.write(JSON.stringify(result)),
  (error: unknown) => {
    process.stderr.write(String(error))
    process.exitCode = 1
  }
)
