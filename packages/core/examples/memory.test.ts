// Tests of your own code need no Elasticsearch: the memory adapter runs the real operations. `node --test memory.test.ts`
import {
  BackupApi,
  BackupId,
  CamundaVersion,
  IndexSets,
  layerMemory,
  MemoryElasticsearch,
  Settings
} from "@camunda-backup/core"
import { Effect, Logger, Option } from "effect"
import assert from "node:assert/strict"
import { test } from "node:test"

const camundaVersion = Option.getOrThrow(CamundaVersion.parse("8.7.2"))
const backupId = Option.getOrThrow(BackupId.parse("1732300000"))

const indices = Option.getOrThrow(IndexSets.find("operate", camundaVersion))
  .filter((part) => !part.dated)
  .flatMap((part) => part.entries.map((entry) => IndexSets.fullName("operate", entry)))
  .map((name) => ({ name, hidden: false }))

/** An installation of its own for each test, whose next part ends as given. */
const run = (endings: ReadonlyArray<MemoryElasticsearch.Ending>) => {
  const elasticsearch = MemoryElasticsearch.make("camunda", { indices, aliases: [] })
  elasticsearch.endings.push(...endings)
  const settings = Settings.make({ camundaVersion, repository: "camunda", partAttempts: 1 })
  const program = Effect.gen(function* () {
    const api = yield* BackupApi
    yield* api.create("operate", backupId)
    return yield* Effect.repeat(api.get("operate", backupId), { until: (x) => x.state !== "IN_PROGRESS" })
  })
  return Effect.runPromise(
    program.pipe(Effect.provide(layerMemory(elasticsearch, settings)), Effect.provide(Logger.layer([])))
  )
}

void test("a backup completes", async () => {
  const backup = await run([])
  assert.equal(backup.state, "COMPLETED")
  assert.equal(backup.snapshots.length, 6)
})

void test("a part that is PARTIAL fails the backup, and the reason says so", async () => {
  const backup = await run([{ state: "PARTIAL" }])
  assert.equal(backup.state, "FAILED")
  assert.match(backup.reason ?? "", /partial/)
})
