import { assert, describe, it } from "@effect/vitest"
import { Deferred, Duration, Effect, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"
import { RepositoryMissing } from "../../src/domain/BackupError.ts"
import { Settings } from "../../src/index.ts"
import * as SharedReads from "../../src/reads/SharedReads.ts"
import { settings } from "../operations/world.ts"

const over = (readMaxAgeMillis: number) =>
  SharedReads.layer.pipe(
    Layer.provide(Settings.layer(settings({ readMaxAge: Duration.millis(readMaxAgeMillis) })))
  )

/** A read that counts how often it was begun, and answers with that. */
const counting = () => {
  let begun = 0
  return { read: Effect.sync(() => ++begun), begun: () => begun }
}

describe("SharedReads", () => {
  it.effect("asks once for a thousand at the same moment, and again when the answer is too old", () =>
    Effect.gen(function* () {
      const shared = (yield* SharedReads.SharedReads).make<number, RepositoryMissing>()
      const { read, begun } = counting()
      const all = Effect.forEach(Array.from({ length: 1000 }), () => shared("operate", "5", read), {
        concurrency: "unbounded"
      })
      assert.deepStrictEqual(new Set(yield* all), new Set([1]))
      yield* TestClock.adjust("250 millis")
      assert.strictEqual(yield* shared("operate", "5", read), 1)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual(yield* shared("operate", "5", read), 2)
      assert.strictEqual(begun(), 2)
    }).pipe(Effect.provide(over(250)))
  )

  it.effect("counts the age from when the read began: a slow one is not joined late", () =>
    Effect.gen(function* () {
      const shared = (yield* SharedReads.SharedReads).make<number, RepositoryMissing>()
      const { read, begun } = counting()
      const slow = Effect.delay(read, "1 second")
      const first = yield* Effect.forkChild(shared("operate", "5", slow), { startImmediately: true })
      yield* TestClock.adjust("200 millis")
      const joined = yield* Effect.forkChild(shared("operate", "5", slow), { startImmediately: true })
      yield* TestClock.adjust("200 millis")
      const late = yield* Effect.forkChild(shared("operate", "5", slow), { startImmediately: true })
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(
        [yield* Fiber.join(first), yield* Fiber.join(joined), yield* Fiber.join(late)],
        [1, 1, 2]
      )
      assert.strictEqual(begun(), 2)
    }).pipe(Effect.provide(over(250)))
  )

  it.effect("keeps a failure for nobody: whoever asks after it asks anew", () =>
    Effect.gen(function* () {
      const shared = (yield* SharedReads.SharedReads).make<number, RepositoryMissing>()
      let begun = 0
      const failing = Effect.suspend(() => Effect.fail(new RepositoryMissing({ repository: `${++begun}` })))
      for (const expected of ["[1]", "[2]", "[3]"])
        assert.include((yield* Effect.flip(shared("operate", "5", failing))).message, expected)
      assert.strictEqual(yield* shared("operate", "5", Effect.succeed(4)), 4)
      assert.strictEqual(yield* shared("operate", "5", failing), 4)
    }).pipe(Effect.provide(over(250)))
  )

  it.effect(
    "shares a failure with those who waited for it, also one that asks again at once gets a new read",
    () =>
      Effect.gen(function* () {
        const shared = (yield* SharedReads.SharedReads).make<number, RepositoryMissing>()
        const open = yield* Deferred.make<number, RepositoryMissing>()
        let begun = 0
        const first = Effect.suspend(() => (++begun === 1 ? Deferred.await(open) : Effect.succeed(begun)))
        const readers = yield* Effect.forEach(Array.from({ length: 6 }), () =>
          Effect.forkChild(shared("operate", "5", first), { startImmediately: true })
        )
        const again = yield* Effect.forkChild(
          Effect.catch(shared("operate", "5", first), () => shared("operate", "5", first)),
          { startImmediately: true }
        )
        yield* Deferred.fail(open, new RepositoryMissing({ repository: "r" }))
        for (const reader of readers)
          assert.strictEqual((yield* Effect.flip(Fiber.join(reader)))._tag, "RepositoryMissing")
        assert.strictEqual(yield* Fiber.join(again), 2)
        assert.strictEqual(begun, 2)
      }).pipe(Effect.provide(over(250)))
  )

  it.effect("does not forget a newer read because an older one failed late", () =>
    Effect.gen(function* () {
      const reads = yield* SharedReads.SharedReads
      const shared = reads.make<number, RepositoryMissing>()
      const open = yield* Deferred.make<number, RepositoryMissing>()
      const early = yield* Effect.forkChild(shared("operate", "5", Deferred.await(open)), {
        startImmediately: true
      })
      yield* reads.afterwards("operate", Effect.void)
      assert.strictEqual(yield* shared("operate", "5", Effect.succeed(1)), 1)
      yield* Deferred.fail(open, new RepositoryMissing({ repository: "r" }))
      yield* Effect.flip(Fiber.join(early))
      assert.strictEqual(yield* shared("operate", "5", Effect.succeed(2)), 1)
    }).pipe(Effect.provide(over(250)))
  )

  it.effect("begins anew after a read that was a defect", () =>
    Effect.gen(function* () {
      const shared = (yield* SharedReads.SharedReads).make<number, RepositoryMissing>()
      yield* Effect.exit(shared("operate", "5", Effect.die("broken")))
      assert.strictEqual(yield* shared("operate", "5", Effect.succeed(1)), 1)
    }).pipe(Effect.provide(over(250)))
  )

  it.effect("shares no more than what is of one key, kind and component", () =>
    Effect.gen(function* () {
      const reads = yield* SharedReads.SharedReads
      const [shared, other] = [
        reads.make<number, RepositoryMissing>(),
        reads.make<number, RepositoryMissing>()
      ]
      const { read } = counting()
      assert.strictEqual(yield* shared("operate", "6", read), 1)
      assert.strictEqual(yield* shared("tasklist", "6", read), 2)
      assert.strictEqual(yield* other("operate", "6", read), 3)
    }).pipe(Effect.provide(over(250)))
  )

  it.effect("is not cancelled by a reader that goes away", () =>
    Effect.gen(function* () {
      const shared = (yield* SharedReads.SharedReads).make<string, RepositoryMissing>()
      const open = yield* Deferred.make<string>()
      const first = yield* Effect.forkChild(shared("operate", "5", Deferred.await(open)), {
        startImmediately: true
      })
      const second = yield* Effect.forkChild(shared("operate", "5", Effect.die("read twice")), {
        startImmediately: true
      })
      yield* Fiber.interrupt(first)
      yield* Deferred.succeed(open, "answer")
      assert.strictEqual(yield* Fiber.join(second), "answer")
    }).pipe(Effect.provide(over(250)))
  )

  it.effect("begins anew after a write of this process, also one that failed, for its component", () =>
    Effect.gen(function* () {
      const reads = yield* SharedReads.SharedReads
      const shared = reads.make<number, RepositoryMissing>()
      const { read } = counting()
      yield* shared("operate", "5", read)
      yield* shared("tasklist", "5", read)
      yield* reads.afterwards("operate", Effect.void)
      assert.strictEqual(yield* shared("operate", "5", read), 3)
      yield* Effect.flip(reads.afterwards("operate", Effect.fail("refused")))
      assert.strictEqual(yield* shared("operate", "5", read), 4)
      assert.strictEqual(yield* shared("tasklist", "5", read), 2)
    }).pipe(Effect.provide(over(250)))
  )

  it.effect("does not give a read that began before a write to who asks after it", () =>
    Effect.gen(function* () {
      const reads = yield* SharedReads.SharedReads
      const shared = reads.make<string, RepositoryMissing>()
      const open = yield* Deferred.make<string>()
      const early = yield* Effect.forkChild(shared("operate", "5", Deferred.await(open)), {
        startImmediately: true
      })
      yield* reads.afterwards("operate", Effect.void)
      assert.strictEqual(yield* shared("operate", "5", Effect.succeed("new")), "new")
      yield* Deferred.succeed(open, "old")
      assert.strictEqual(yield* Fiber.join(early), "old")
      assert.strictEqual(yield* shared("operate", "5", Effect.succeed("newer")), "new")
    }).pipe(Effect.provide(over(250)))
  )

  it.effect("shares nothing when the age is 0", () =>
    Effect.gen(function* () {
      const shared = (yield* SharedReads.SharedReads).make<number, RepositoryMissing>()
      const { read } = counting()
      assert.deepStrictEqual(
        [yield* shared("operate", "5", read), yield* shared("operate", "5", read)],
        [1, 2]
      )
    }).pipe(Effect.provide(over(0)))
  )
})
