/** Schedules on one and on several replicas, over days, in no time: what is due is done once, whoever dies, and what is not kept is removed after it. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, Result } from "effect"
import * as DateTime from "effect/DateTime"
import { TestClock } from "effect/testing"
import { MemoryDocuments, type Settings, SnapshotName } from "../../src/index.ts"
import * as CronTimes from "../../src/domain/schedule/CronTimes.ts"
import type { Schedule } from "../../src/domain/schedule/Schedule.ts"
import { ScheduleJournal } from "../../src/ports/ScheduleJournal.ts"
import { RestoreJournal } from "../../src/ports/RestoreJournal.ts"
import { policy } from "../domain/retention/retentionBuilders.ts"
import { type Replica, startReplica } from "../random/Replica.ts"
import { names, settings, world } from "../operations/world.ts"

const minute = 60
const hour = 60 * minute

const schedule = (expression: string, more: Partial<Schedule> = {}): Schedule => ({
  job: "backup",
  times: Result.getOrThrow(CronTimes.make(expression, "UTC")),
  components: ["operate", "tasklist"],
  withinMillis: 2 * hour * 1000,
  jitterMillis: 0,
  ...more
})

const make = (x: Partial<Settings.Input> = {}) => {
  const elasticsearch = world()
  const documents = MemoryDocuments.make()
  const start = (own: Partial<Settings.Input> = {}) =>
    startReplica(
      elasticsearch,
      documents,
      settings({ leaseTtl: "10 minutes", schedules: [schedule("0 * * * *")], ...x, ...own })
    )
  return { elasticsearch, documents, start }
}

/** In steps, as time passes. */
const pass = (seconds: number, step = 10) =>
  Effect.forEach(Array.from({ length: Math.ceil(seconds / step) }), () => TestClock.adjust(step * 1000), {
    discard: true
  })

const recordOn = (replica: Replica, job: "backup" | "drill" = "backup") =>
  ScheduleJournal.use((x) => x.read("r", job)).pipe(
    Effect.map(Option.getOrThrow),
    Effect.provideContext(replica.context)
  )

/** The ids that exist, with the number of their snapshots. */
const counts = (all: ReadonlyArray<string>): Readonly<Record<string, number>> => {
  const found: Record<string, number> = {}
  for (const name of all) {
    const id = Option.match(SnapshotName.parseAny(name), {
      onNone: () => name,
      onSome: (x) => String(x.backupId)
    })
    found[id] = (found[id] ?? 0) + 1
  }
  return found
}

describe("a schedule", () => {
  it.effect("takes every component under the id of its time, once, on whichever of three replicas", () => {
    const { elasticsearch, start } = make()
    return Effect.gen(function* () {
      const replicas = [
        yield* start({ replica: "a" }),
        yield* start({ replica: "b" }),
        yield* start({ replica: "c" })
      ]
      yield* pass(3 * hour + 5 * minute)
      assert.deepStrictEqual(counts(names(elasticsearch)), { 3600: 12, 7200: 12, 10800: 12 })
      const [first] = replicas
      assert.isDefined(first)
      const { runs } = yield* recordOn(first)
      assert.deepStrictEqual(
        runs.map((x) => [x.dueAt / 1000, x.outcome, Number(x.backupId)]),
        [
          [3 * hour, "started", 10800],
          [2 * hour, "started", 7200],
          [hour, "started", 3600]
        ]
      )
      yield* Effect.forEach(replicas, (x) => x.kill, { discard: true })
    })
  })

  it.effect("goes on when the replica that began is killed, and takes nothing twice", () => {
    const { elasticsearch, start } = make()
    return Effect.gen(function* () {
      const first = yield* start({ replica: "a" })
      yield* pass(hour + 2, 1)
      yield* first.kill
      const second = yield* start({ replica: "b" })
      yield* pass(hour - 10 * minute)
      assert.deepStrictEqual(counts(names(elasticsearch)), { 3600: 12 })
      yield* pass(20 * minute)
      assert.deepStrictEqual(counts(names(elasticsearch)), { 3600: 12, 7200: 12 })
      yield* second.kill
    })
  })

  it.effect(
    "makes up for a time at which nobody ran, within its window, and says so when it has passed",
    () => {
      const { elasticsearch, start } = make({
        schedules: [schedule("0 0 * * *", { withinMillis: 3 * hour * 1000 })]
      })
      return Effect.gen(function* () {
        const first = yield* start()
        yield* pass(minute)
        yield* first.kill
        yield* TestClock.adjust(26 * hour * 1000)
        const second = yield* start()
        yield* pass(10 * minute)
        assert.deepStrictEqual(counts(names(elasticsearch)), { [24 * hour]: 12 })
        yield* second.kill
        yield* TestClock.adjust(27 * hour * 1000)
        const third = yield* start()
        yield* pass(10 * minute)
        assert.deepStrictEqual(counts(names(elasticsearch)), { [24 * hour]: 12 })
        const [last] = (yield* recordOn(third)).runs
        assert.deepInclude(last, {
          dueAt: 48 * hour * 1000,
          outcome: "skipped",
          reason: "No process ran within 3h of its time."
        })
        yield* third.kill
      })
    }
  )

  it.effect(
    "tries again while something is in the way, and says what it was when the window has passed",
    () => {
      const { elasticsearch, start } = make({
        schedules: [schedule("0 * * * *", { withinMillis: 10 * minute * 1000 })]
      })
      return Effect.gen(function* () {
        const replica = yield* start()
        const whole = elasticsearch.catalog
        const without = whole.indices.filter((x) => !x.name.startsWith("operate-import-position"))
        elasticsearch.catalog = { ...whole, indices: without }
        yield* pass(hour + 5 * minute)
        assert.deepStrictEqual(names(elasticsearch), [])
        elasticsearch.catalog = whole
        yield* pass(5 * minute)
        assert.deepStrictEqual(counts(names(elasticsearch)), { 3600: 12 })
        elasticsearch.catalog = { ...whole, indices: without }
        yield* pass(hour + 10 * minute)
        const [last] = (yield* recordOn(replica)).runs
        assert.deepInclude(last, { dueAt: 7200_000, outcome: "skipped" })
        assert.include(last?.reason ?? "", "operate-import-position")
        yield* replica.kill
      })
    }
  )

  it.effect("passes while it is paused", () => {
    const { elasticsearch, start } = make()
    return Effect.gen(function* () {
      const replica = yield* start()
      yield* pass(minute)
      const pause = (paused: { at: number; by: string } | null) =>
        ScheduleJournal.use((x) =>
          x.update("r", "backup", (found) => ({ ...Option.getOrThrow(found), paused }))
        ).pipe(Effect.provideContext(replica.context))
      yield* pause({ at: 0, by: "amal" })
      yield* pass(hour)
      assert.deepStrictEqual(names(elasticsearch), [])
      assert.deepInclude((yield* recordOn(replica)).runs[0], {
        outcome: "skipped",
        reason: "It was paused by amal."
      })
      yield* pause(null)
      yield* pass(hour)
      assert.deepStrictEqual(counts(names(elasticsearch)), { 7200: 12 })
      yield* replica.kill
    })
  })

  it.effect("drills the newest good backup, once", () => {
    const { start } = make({
      schedules: [
        schedule("0 * * * *"),
        schedule("30 * * * *", { job: "drill", withinMillis: 10 * minute * 1000 })
      ]
    })
    return Effect.gen(function* () {
      const [first, second] = [yield* start({ replica: "a" }), yield* start({ replica: "b" })]
      yield* pass(hour + 50 * minute)
      const drills = yield* RestoreJournal.use((x) =>
        Effect.all([x.list("r", "operate"), x.list("r", "tasklist")])
      ).pipe(Effect.provideContext(first.context))
      assert.deepStrictEqual(
        drills.map((all) => all.map((x) => [x.plan.target._tag, Number(x.plan.backupId)])),
        [[["Drill", 3600]], [["Drill", 3600]]]
      )
      const { runs } = yield* recordOn(first, "drill")
      assert.deepStrictEqual(
        runs.map((x) => [x.outcome, x.reason]),
        [
          ["started", null],
          ["skipped", "No backup is COMPLETED in operate and tasklist, so that none could be drilled."]
        ]
      )
      yield* first.kill
      yield* second.kill
    })
  })
})

describe("retention", () => {
  it.effect("removes after each scheduled backup what is not kept, and nothing while backups fail", () => {
    const { elasticsearch, start } = make({
      retention: Option.some(
        policy(
          { last: 2 },
          { notGoodWithinMillis: 100 * hour * 1000, timeZone: DateTime.zoneMakeNamedUnsafe("UTC") }
        )
      )
    })
    return Effect.gen(function* () {
      const [first, second] = [yield* start({ replica: "a" }), yield* start({ replica: "b" })]
      yield* pass(4 * hour + 5 * minute)
      assert.deepStrictEqual(Object.keys(counts(names(elasticsearch))), ["10800", "14400"])
      const { runs } = yield* recordOn(first)
      assert.deepStrictEqual(
        runs.map((x) => x.retention?.removed.map(Number)),
        [[7200], [3600], [], []]
      )
      elasticsearch.endings.push(
        { state: "FAILED" },
        { state: "FAILED" },
        { state: "FAILED" },
        { state: "FAILED" }
      )
      yield* pass(hour)
      assert.deepStrictEqual(Object.keys(counts(names(elasticsearch))), ["10800", "14400", "18000"])
      assert.include((yield* recordOn(first)).runs[0]?.retention?.reason ?? "", "did not complete")
      yield* first.kill
      yield* second.kill
    })
  })
})
