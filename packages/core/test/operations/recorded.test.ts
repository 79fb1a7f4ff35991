/** What is recorded although its answer could not be understood, or the look after it failed, was accepted: it goes on, and nothing else begins beside it. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { MemoryDocuments, RestoreApi } from "../../src/index.ts"
import { drill } from "./question.ts"
import { create, during, get, later, over, world } from "./world.ts"

describe("a drill that is recorded", () => {
  it.effect.each([
    ["by a write whose answer is invalid", "invalid answer", "StoreAnswerInvalid"],
    ["before a look that fails", "refused read", "StoreUnavailable"]
  ] as const)("%s keeps another one from beginning, and is carried out", ([_what, accident, error]) => {
    const documents = MemoryDocuments.make()
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      yield* create()
      yield* later(5)
      // The lease is written first.
      documents.accidents.push(null, accident)
      const first = yield* Effect.flip(restores.start(drill, Option.none()))
      assert.strictEqual(first._tag, error)
      const second = yield* during(5, Effect.flip(restores.start(drill, Option.none())))
      assert.strictEqual(second._tag, "RestoreRunning")
      yield* later(60)
      assert.strictEqual((yield* restores.verifications("operate")).get(5n)?.result, "verified")
    }).pipe(Effect.provide(over(world(), {}, documents)))
  })
})

describe("a backup that is recorded by a write whose answer is invalid", () => {
  it.effect("keeps another one from beginning, and is carried out", () => {
    const documents = MemoryDocuments.make()
    return Effect.gen(function* () {
      // The lease is written first.
      documents.accidents.push(null, "invalid answer")
      const first = yield* Effect.flip(create())
      assert.strictEqual(first._tag, "StoreAnswerInvalid")
      const second = yield* during(1, Effect.flip(create(6n)))
      assert.strictEqual(second._tag, "BackupRunning")
      yield* later(60)
      assert.strictEqual((yield* get()).state, "COMPLETED")
    }).pipe(Effect.provide(over(world(), {}, documents)))
  })
})
