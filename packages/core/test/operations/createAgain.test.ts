/** Another create of an id whose attempt ended while a call of it could still be carried out. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import type { MemoryElasticsearch } from "../../src/index.ts"
import { MemoryDocuments } from "../../src/index.ts"
import { startReplica } from "../random/Replica.ts"
import { attempts, create, during, get, later, names, over, put, settings, world } from "./world.ts"

const first = "camunda_operate_5_8.7.2_part_1_of_6"

/** The create of the first part is not answered and not carried out yet; the next one is refused. Returns the id of the attempt. */
const endUnsettled = (state: MemoryElasticsearch.State) =>
  Effect.gen(function* () {
    const { catalog } = state
    state.endings.push("lost answer")
    yield* create()
    yield* TestClock.adjust(0)
    state.repositories.get("r")?.snapshots.delete(first)
    state.catalog = { ...catalog, indices: [] }
    yield* later(2)
    state.catalog = catalog
    const [attempt] = yield* attempts()
    assert.deepInclude(attempt?.transitions.at(-1)?.event, { _tag: "Ended", unsettled: true })
    assert.deepStrictEqual(names(state), [])
    return attempt?.id ?? ""
  })

describe("a create of an id whose attempt ended a moment ago", () => {
  it.effect("begins only when no call of it can be carried out any more", () => {
    const state = world()
    return Effect.gen(function* () {
      yield* endUnsettled(state)
      const again = yield* Effect.forkChild(create(), { startImmediately: true })
      yield* later(4)
      assert.deepStrictEqual(names(state), [])
      assert.strictEqual((yield* attempts()).length, 1)
      yield* later(3)
      assert.strictEqual((yield* Fiber.join(again)).length, 6)
      assert.strictEqual((yield* get()).state, "COMPLETED")
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("is refused when a late create of it comes meanwhile", () => {
    const state = world()
    return Effect.gen(function* () {
      const attempt = yield* endUnsettled(state)
      const again = yield* Effect.forkChild(Effect.flip(create()), { startImmediately: true })
      yield* later(2)
      put(state, first, { attempt })
      yield* later(4)
      assert.strictEqual((yield* Fiber.join(again))._tag, "BackupExists")
      assert.strictEqual((yield* attempts()).length, 1)
      // The component is free: nothing of the refused one is left.
      assert.strictEqual((yield* create(6n)).length, 6)
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("keeps its lease while it waits for longer than the lease lives", () => {
    const elasticsearch = world()
    const documents = MemoryDocuments.make()
    const slow = settings({ masterTimeout: "2 minutes", leaseTtl: "10 seconds" })
    return Effect.gen(function* () {
      const mine = yield* startReplica(elasticsearch, documents, slow)
      const other = yield* startReplica(elasticsearch, documents, slow)
      yield* Effect.provideContext(endUnsettled(elasticsearch), mine.context)
      const again = yield* Effect.forkChild(Effect.provideContext(create(), mine.context), {
        startImmediately: true
      })
      yield* later(60)
      const refused = yield* Effect.provideContext(Effect.flip(create(6n)), other.context)
      assert.strictEqual(refused._tag, "BackupRunning")
      yield* later(70)
      assert.strictEqual((yield* Fiber.join(again)).length, 6)
      assert.strictEqual((yield* Effect.provideContext(get(), other.context)).state, "COMPLETED")
    })
  })

  it.effect("gives the lease back when nobody waits for it any more", () => {
    const state = world()
    return Effect.gen(function* () {
      yield* endUnsettled(state)
      const again = yield* Effect.forkChild(create(), { startImmediately: true })
      yield* later(1)
      yield* Fiber.interrupt(again)
      yield* later(5)
      assert.strictEqual((yield* attempts()).length, 1)
      assert.strictEqual((yield* create(6n)).length, 6)
    }).pipe(Effect.provide(over(state)))
  })

  it.effect("does not wait for an attempt of which nothing can come", () => {
    const state = world()
    const { catalog } = state
    return Effect.gen(function* () {
      state.endings.push("not now")
      yield* create()
      yield* TestClock.adjust(0)
      state.catalog = { ...catalog, indices: [] }
      yield* later(2)
      state.catalog = catalog
      const [ended] = yield* attempts()
      assert.deepInclude(ended?.transitions.at(-1)?.event, { _tag: "Ended", unsettled: false })
      assert.strictEqual((yield* during(0, create())).length, 6)
    }).pipe(Effect.provide(over(state)))
  })
})
