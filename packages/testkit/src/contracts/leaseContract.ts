/** What every `Lease` does alike. Time is the test's: `advance` lets it pass. */
import { type BackupId, Lease, type Scope } from "@camunda-backup/core"
import { Effect, type Layer, Option } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "@effect/vitest"

const backupId = 5n as BackupId.BackupId
const a = { id: "a", backupId }
const b = { id: "b", backupId }

let cases = 0
/** A scope that no other case uses: leases outlive a case. */
const newScope = (): Scope => ({
  repository: `lease-${process.pid}-${Date.now()}-${cases++}`,
  component: "operate",
  deletionOf: null
})

const acquired = Effect.fnUntraced(function* (scope: Scope, subject = a) {
  const lease = yield* Lease
  return Option.getOrNull(yield* lease.acquire(scope, subject))
})

/** Looks often enough for the silence of an owner to count. */
const watch = Effect.fnUntraced(function* (scope: Scope, millis: number) {
  const lease = yield* Lease
  for (let passed = 0; passed < millis; passed += 500) {
    yield* lease.look(scope)
    yield* TestClock.adjust(500)
  }
  return yield* lease.look(scope)
})

/** `replica` makes the lease as another process sees it. All must have a time to live of `ttlMillis`, a multiple of 500. */
export const leaseContract = (name: string, replica: () => Layer.Layer<Lease>, ttlMillis: number): void => {
  describe(`Lease over ${name}`, () => {
    it.effect("has one owner at a time, a scope", () =>
      Effect.gen(function* () {
        const scope = newScope()
        const lease = yield* Lease
        expect(yield* acquired(scope)).toMatchObject({ scope, subject: a })
        expect(yield* acquired(scope, b)).toBe(null)
        expect(Option.isSome(yield* lease.acquire({ ...scope, component: "tasklist" }, b))).toBe(true)
        expect(Option.isSome(yield* lease.acquire({ ...scope, deletionOf: backupId }, b))).toBe(true)
        expect(Option.getOrThrow(yield* lease.look(scope))).toMatchObject({ subject: a, state: "held" })
      }).pipe(Effect.provide(replica()))
    )

    it.effect("lets exactly one of many win", () =>
      Effect.gen(function* () {
        const scope = newScope()
        const won = yield* Effect.forEach(
          Array.from({ length: 20 }, (_, i) => ({ id: `o${i}`, backupId })),
          (subject) => acquired(scope, subject),
          { concurrency: "unbounded" }
        )
        expect(won.filter((x) => x !== null)).toHaveLength(1)
      }).pipe(Effect.provide(replica()))
    )

    it.effect(
      "is taken over from an owner that is silent for its time to live, never from one that beats",
      () =>
        Effect.gen(function* () {
          const scope = newScope()
          const held = yield* acquired(scope)
          if (held === null) return expect.fail("not acquired")
          const owner = yield* Lease
          yield* Effect.gen(function* () {
            const other = yield* Lease
            for (let i = 0; i < 5; i++) {
              expect(Option.getOrThrow(yield* watch(scope, ttlMillis / 2)).silent).toBe(false)
              expect(yield* owner.beat(held)).toBe(true)
            }
            expect(Option.isNone(yield* other.takeOver(scope, a, 0))).toBe(true)
            yield* watch(scope, ttlMillis)
            expect(Option.getOrThrow(yield* other.look(scope))).toMatchObject({
              silent: true,
              silentMillis: Option.some(ttlMillis)
            })
            const taken = Option.getOrThrow(yield* other.takeOver(scope, a, 0))
            expect(taken.term).toBeGreaterThan(held.term)
            expect(yield* owner.beat(held)).toBe(false)
            yield* owner.release(held, "finished")
            expect(Option.getOrThrow(yield* other.look(scope))).toMatchObject({
              state: "held",
              term: taken.term
            })
            expect(yield* other.confirm(taken)).toBe(true)
          }).pipe(Effect.provide(replica()))
        }).pipe(Effect.provide(replica()))
    )

    it.effect("does not count a time without looking as the owner's silence", () =>
      Effect.gen(function* () {
        const scope = newScope()
        yield* acquired(scope)
        yield* Effect.gen(function* () {
          const other = yield* Lease
          yield* other.look(scope)
          yield* TestClock.adjust(ttlMillis * 10)
          expect(Option.getOrThrow(yield* other.look(scope)).silent).toBe(false)
          expect(Option.isNone(yield* other.takeOver(scope, a, 0))).toBe(true)
        }).pipe(Effect.provide(replica()))
      }).pipe(Effect.provide(replica()))
    )

    it.effect("tells an owner that was paused that it lost the lease, before it acts", () =>
      Effect.gen(function* () {
        const scope = newScope()
        const held = yield* acquired(scope)
        if (held === null) return expect.fail("not acquired")
        const owner = yield* Lease
        expect(yield* owner.confirm(held)).toBe(true)
        yield* Effect.gen(function* () {
          const other = yield* Lease
          yield* watch(scope, ttlMillis)
          expect(Option.isSome(yield* other.takeOver(scope, a, 0))).toBe(true)
        }).pipe(Effect.provide(replica()))
        expect(yield* owner.confirm(held)).toBe(false)
      }).pipe(Effect.provide(replica()))
    )

    it.effect("is free after it is finished, and only for its subject after it was handed over", () =>
      Effect.gen(function* () {
        const scope = newScope()
        const lease = yield* Lease
        const first = yield* acquired(scope)
        if (first === null) return expect.fail("not acquired")
        yield* lease.release(first, "handed over")
        expect(yield* acquired(scope, b)).toBe(null)
        expect(Option.isNone(yield* lease.takeOver(scope, b, 0))).toBe(true)
        const second = Option.getOrNull(yield* lease.takeOver(scope, a, 0))
        if (second === null) return expect.fail("not taken over")
        yield* lease.release(second, "finished")
        const third = yield* acquired(scope, b)
        expect([first.term, second.term, third?.term]).toEqual([1, 2, 3])
      }).pipe(Effect.provide(replica()))
    )

    it.effect("gives a higher term than the one a subject is known under, also when the record is new", () =>
      Effect.gen(function* () {
        const lease = yield* Lease
        const taken = yield* lease.takeOver(newScope(), a, 7)
        expect(Option.getOrThrow(taken).term).toBe(8)
      }).pipe(Effect.provide(replica()))
    )

    it.effect("is forgotten when a deletion is finished", () =>
      Effect.gen(function* () {
        const scope = { ...newScope(), deletionOf: backupId }
        const lease = yield* Lease
        const held = yield* acquired(scope)
        if (held === null) return expect.fail("not acquired")
        yield* lease.release(held, "finished")
        expect(Option.isNone(yield* lease.look(scope))).toBe(true)
      }).pipe(Effect.provide(replica()))
    )
  })
}
