import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { create, during, get, later, list, names, over, put, remove, world } from "./world.ts"

describe("listBackups", () => {
  it.effect("shows Camunda's own and other versions' backups, leaves foreign names out, newest first", () => {
    const state = world()
    for (let i = 1; i <= 6; i++) {
      put(state, `camunda_operate_1_8.6.0_part_${i}_of_6`, { startTime: i })
      put(state, `camunda_operate_2_8.7.2_part_${i}_of_6`, { startTime: 10 + i })
    }
    put(state, "camunda_operate_notes", { startTime: 99 })
    put(state, "nightly", { startTime: 99 })
    return Effect.gen(function* () {
      const backups = yield* list()
      assert.deepStrictEqual<ReadonlyArray<unknown>>(
        backups.map((x) => [x.backupId, x.state, x.snapshots[0]?.part]),
        [
          [2n, "COMPLETED", 6],
          [1n, "COMPLETED", 6]
        ]
      )
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("says the same states with verbose=false (issue 59901)", () => {
    const state = world()
    for (let i = 1; i <= 6; i++) put(state, `camunda_operate_1_8.7.2_part_${i}_of_6`)
    put(state, "camunda_operate_2_8.7.2_part_1_of_6", { state: "PARTIAL" })
    put(state, "camunda_operate_3_8.7.2_part_1_of_6", { state: "IN_PROGRESS" })
    put(state, "camunda_operate_4_8.7.2_part_1_of_6")
    const states = (verbose: boolean) =>
      Effect.map(list(verbose), (found) => new Map(found.map((x) => [x.backupId, x.state])))
    return Effect.gen(function* () {
      const verbose = yield* states(true)
      assert.deepStrictEqual(yield* states(false), verbose)
      assert.deepStrictEqual([...verbose.values()].toSorted(), [
        "COMPLETED",
        "FAILED",
        "INCOMPLETE",
        "IN_PROGRESS"
      ])
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("is empty in an empty repository", () =>
    Effect.map(list(), (found) => assert.deepStrictEqual(found, [])).pipe(Effect.provide(over(world())))
  )
})

describe("deleteBackup", () => {
  it.effect("deletes every version and part count of the id and nothing else (issues 18869, 36874)", () => {
    const state = world()
    put(state, "camunda_operate_12_8.7.2_part_1_of_6")
    put(state, "camunda_operate_12_8.6.0_part_7_of_7")
    put(state, "camunda_operate_123_8.7.2_part_1_of_6")
    put(state, "camunda_tasklist_12_8.7.2_part_1_of_6")
    put(state, "camunda_operate_12_notes")
    return Effect.gen(function* () {
      yield* remove(12n)
      assert.deepStrictEqual(names(state), [
        "camunda_operate_123_8.7.2_part_1_of_6",
        "camunda_operate_12_notes",
        "camunda_tasklist_12_8.7.2_part_1_of_6"
      ])
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("is not found when not a single snapshot belongs to the id", () => {
    const state = world()
    put(state, "camunda_operate_5_notes")
    return Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(remove()))._tag, "BackupNotFound")
      assert.deepStrictEqual(names(state), ["camunda_operate_5_notes"])
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("stops a running attempt first, so no part comes after it, and frees id and component", () => {
    const state = world()
    state.endings.push({ state: "SUCCESS" }, "not now")
    return Effect.gen(function* () {
      yield* create()
      yield* TestClock.adjust(0)
      yield* during(10, remove())
      assert.deepStrictEqual(names(state), [])
      assert.strictEqual((yield* Effect.flip(get())).message, "No backup with id [5] found.")
      assert.strictEqual((yield* create()).length, 6)
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("stops an accepted backup that has no snapshot yet", () => {
    const state = world()
    state.endings.push("not now")
    return Effect.gen(function* () {
      yield* create()
      yield* TestClock.adjust(0)
      yield* during(10, remove())
      assert.deepStrictEqual(names(state), [])
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("changes nothing while Elasticsearch is away", () => {
    const state = world()
    state.endings.push({ state: "SUCCESS" }, "not now")
    return Effect.gen(function* () {
      yield* create()
      yield* TestClock.adjust(0)
      state.reachable = false
      assert.strictEqual((yield* Effect.flip(remove()))._tag, "StoreUnavailable")
      state.reachable = true
      yield* later(10)
      assert.strictEqual((yield* get()).state, "COMPLETED")
    }).pipe(Effect.provide(over(state)))
  })
})
