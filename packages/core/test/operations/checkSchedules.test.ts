/** What `check` says of schedules that a server acts on: the same from that server and from a process that only looks. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Result } from "effect"
import { TestClock } from "effect/testing"
import * as CronTimes from "../../src/domain/schedule/CronTimes.ts"
import type { Job, Schedule } from "../../src/domain/schedule/Schedule.ts"
import {
  AskedBy,
  Check,
  type Finding,
  layerMemory,
  MemoryDocuments,
  SchedulesApi,
  type Settings
} from "../../src/index.ts"
import { startReplica } from "../random/Replica.ts"
import { settings, world } from "./world.ts"

const minute = 60
const hour = 60 * minute

const schedule = (job: Job, expression: string): Schedule => ({
  job,
  times: Result.getOrThrow(CronTimes.make(expression, "UTC")),
  components: ["operate", "tasklist"],
  withinMillis: 10 * minute * 1000,
  jitterMillis: 0
})

const pass = (seconds: number) =>
  Effect.forEach(Array.from({ length: Math.ceil(seconds / 10) }), () => TestClock.adjust(10_000), {
    discard: true
  })

const said = Effect.map(
  Check.use((x) => x.run),
  ({ findings }) =>
    findings.filter((x) => x.what.endsWith("-schedule")).map((x) => [x.what, x.severity, x.symptom] as const)
)

const make = (x: Partial<Settings.Input>) => {
  const elasticsearch = world()
  const documents = MemoryDocuments.make()
  const values = settings({ leaseTtl: "10 minutes", replica: "a", ...x })
  return {
    elasticsearch,
    start: startReplica(elasticsearch, documents, values),
    /** As a command with `--direct`: it acts on no schedule. */
    direct: (y: Partial<Settings.Input> = x) => layerMemory(elasticsearch, settings(y), documents)
  }
}

describe("check of what is scheduled", () => {
  it.effect("tells next and last of backups and drills, from the server and with --direct alike", () => {
    const { direct, start } = make({
      schedules: [schedule("backup", "0 * * * *"), schedule("drill", "30 * * * *")]
    })
    return Effect.gen(function* () {
      const server = yield* start
      yield* pass(hour + 50 * minute)
      const expected: ReadonlyArray<readonly [string, Finding.Severity, string]> = [
        [
          "backup-schedule",
          "ok",
          "The backup schedule 0 * * * * (UTC) is next at 1970-01-01 02:00:00 UTC; last began backup 3600 at 1970-01-01 01:00:00 UTC: operate COMPLETED, tasklist COMPLETED."
        ],
        [
          "drill-schedule",
          "ok",
          "The drill schedule 30 * * * * (UTC) is next at 1970-01-01 02:30:00 UTC; last began backup 3600 at 1970-01-01 01:30:00 UTC: operate Completed, tasklist Completed."
        ]
      ]
      assert.deepStrictEqual([...(yield* Effect.provideContext(said, server.context))], [...expected])
      assert.deepStrictEqual([...(yield* Effect.provide(said, direct()))], [...expected])
      yield* server.kill
    })
  })

  it.effect("warns of a pause, of what was skipped for it, and of what could not begin", () => {
    const { elasticsearch, start } = make({ schedules: [schedule("backup", "0 * * * *")] })
    return Effect.gen(function* () {
      const server = yield* start
      const here = Effect.provideContext(server.context)
      yield* pass(minute)
      yield* SchedulesApi.use((x) => x.pause("backup")).pipe(Effect.provideService(AskedBy, "amal"), here)
      yield* pass(hour)
      const [paused, ...others] = yield* here(said)
      assert.include(paused?.[2], "is paused since 1970-01-01 00:01:00 UTC by amal")
      assert.deepStrictEqual(others, [])
      yield* here(SchedulesApi.use((x) => x.resume("backup")))
      const [skipped] = yield* here(said)
      assert.include(skipped?.[2], "was skipped: It was paused by amal.")
      const whole = elasticsearch.catalog
      elasticsearch.catalog = {
        ...whole,
        indices: whole.indices.filter((x) => !x.name.startsWith("operate-import-position"))
      }
      yield* pass(hour + minute)
      const [due] = yield* here(said)
      assert.strictEqual(due?.[1], "warning")
      assert.include(due?.[2], "is due since 1970-01-01 02:00:00 UTC, and has not begun")
      yield* pass(10 * minute)
      const [last] = yield* here(said)
      assert.include(last?.[2], "operate-import-position")
      yield* server.kill
    })
  })

  it.effect("warns of a backup that was begun and did not complete", () => {
    const { elasticsearch, start } = make({ schedules: [schedule("backup", "0 * * * *")] })
    return Effect.gen(function* () {
      const server = yield* start
      yield* pass(hour + 5 * minute)
      const snapshots = elasticsearch.repositories.get("r")?.snapshots
      for (const [name, x] of snapshots ?? [])
        if (name.startsWith("camunda_operate")) snapshots?.set(name, { ...x, state: "FAILED" })
      const [finding] = yield* Effect.provideContext(said, server.context)
      assert.strictEqual(finding?.[1], "warning")
      assert.match(finding?.[2] ?? "", /backup 3600, did not end well: operate FAILED/)
      yield* server.kill
    })
  })

  it.effect("says of a process that is told no schedule that none is set here", () => {
    const { direct, start } = make({ schedules: [schedule("backup", "0 * * * *")] })
    return Effect.gen(function* () {
      const server = yield* start
      yield* pass(minute)
      const [finding] = yield* Effect.provide(said, direct({}))
      assert.deepStrictEqual(finding?.slice(0, 2), ["backup-schedule", "ok"])
      assert.include(finding?.[2], "No schedule is set here")
      yield* server.kill
    })
  })

  it.effect("warns of a schedule that no server has looked at", () => {
    const { direct } = make({ schedules: [schedule("backup", "0 * * * *")] })
    return Effect.gen(function* () {
      const [finding] = yield* said
      assert.strictEqual(finding?.[1], "warning")
      assert.include(finding?.[2], "the journal has no record of it")
    }).pipe(Effect.provide(direct()))
  })
})
