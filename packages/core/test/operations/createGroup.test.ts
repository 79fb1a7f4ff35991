import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, Result } from "effect"
import { TestClock } from "effect/testing"
import { BackupApi, Component } from "../../src/index.ts"
import { id } from "../domain/builders.ts"
import { create, later, over, put, world } from "./world.ts"

const take = (backupId: Option.Option<bigint> = Option.none(), partial = true) =>
  BackupApi.use((api) => api.createGroup(Component.all, Option.map(backupId, id), partial))

const outcomes = (created: Effect.Success<ReturnType<typeof take>>) =>
  created.outcomes.map(({ component, result }) =>
    Result.isSuccess(result) ? [component, result.success.length] : [component, result.failure._tag]
  )

describe("createGroup", () => {
  it.effect("uses the Unix time in seconds, for all components the same", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(100_999)
      const created = yield* take()
      assert.strictEqual(created.backupId, id(100n))
      assert.deepStrictEqual(outcomes(created), [
        ["operate", 6],
        ["tasklist", 6]
      ])
    }).pipe(Effect.provide(over(world())))
  )

  it.effect("uses the next second that is free for every component", () => {
    const state = world()
    put(state, "camunda_tasklist_100_8.7.2_part_1_of_6")
    put(state, "camunda_operate_101_8.7.2_part_1_of_6")
    put(state, "camunda_operate_103_8.7.2_part_1_of_6")
    return Effect.gen(function* () {
      yield* TestClock.setTime(100_000)
      assert.strictEqual((yield* take()).backupId, id(102n))
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("says for each component what became of it, with the id that was asked for", () => {
    const state = world()
    put(state, "camunda_operate_7_8.7.2_part_1_of_6")
    return Effect.gen(function* () {
      const created = yield* take(Option.some(7n))
      assert.strictEqual(created.backupId, id(7n))
      assert.deepStrictEqual(outcomes(created), [
        ["operate", "BackupExists"],
        ["tasklist", 6]
      ])
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("takes none when one is refused and half a backup was not asked for", () => {
    const state = world()
    put(state, "camunda_operate_7_8.7.2_part_1_of_6")
    return Effect.gen(function* () {
      const created = yield* take(Option.some(7n), false)
      assert.deepStrictEqual(outcomes(created), [
        ["operate", "BackupExists"],
        ["tasklist", "BackupWithheld"]
      ])
      assert.lengthOf(
        yield* BackupApi.use((api) => api.attempts("tasklist", id(7n))).pipe(Effect.orElseSucceed(() => [])),
        0
      )
      const whole = yield* take(Option.some(8n), false)
      assert.deepStrictEqual(outcomes(whole), [
        ["operate", 6],
        ["tasklist", 6]
      ])
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("does not look for another id because a backup runs", () => {
    const state = world()
    state.endings.push("not now")
    return Effect.gen(function* () {
      yield* TestClock.setTime(100_000)
      yield* create(5n, "operate")
      const created = yield* take()
      assert.strictEqual(created.backupId, id(100n))
      assert.deepStrictEqual(outcomes(created)[0], ["operate", "BackupRunning"])
      yield* later(2)
    }).pipe(Effect.provide(over(state)))
  })
})
