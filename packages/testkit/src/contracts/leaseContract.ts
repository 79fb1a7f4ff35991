/** What every `Lease` does alike. Time is the test's: `advance` lets it pass. */
import { Attempt, Lease } from "@camunda-backup/core"
import { Effect, type Layer, Option } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "@effect/vitest"

const a = Attempt.attemptId("a")
const b = Attempt.attemptId("b")

const acquired = Effect.fnUntraced(function* (owner: Attempt.AttemptId) {
  const lease = yield* Lease
  return Option.getOrNull(yield* lease.acquire("operate", owner))
})

/** `layer` must have a time to live of `ttlMillis`. */
export const leaseContract = (name: string, layer: Layer.Layer<Lease>, ttlMillis: number): void => {
  describe(`Lease over ${name}`, () => {
    it.effect("has one owner at a time, a component", () =>
      Effect.gen(function* () {
        const lease = yield* Lease
        expect(yield* acquired(a)).toMatchObject({ component: "operate", owner: a })
        expect(yield* acquired(b)).toBe(null)
        expect(Option.isSome(yield* lease.acquire("tasklist", b))).toBe(true)
        expect(yield* lease.owner("operate")).toEqual(Option.some(a))
      }).pipe(Effect.provide(layer))
    )

    it.effect("lets exactly one of many win", () =>
      Effect.gen(function* () {
        const owners = Array.from({ length: 20 }, (_, i) => Attempt.attemptId(`o${i}`))
        const won = yield* Effect.forEach(owners, acquired, { concurrency: "unbounded" })
        expect(won.filter((x) => x !== null)).toHaveLength(1)
      }).pipe(Effect.provide(layer))
    )

    it.effect("is kept by renewing and lost without", () =>
      Effect.gen(function* () {
        const lease = yield* Lease
        const held = yield* acquired(a)
        if (held === null) return expect.fail("not acquired")
        for (let i = 0; i < 5; i++) {
          yield* TestClock.adjust(ttlMillis / 2)
          expect(yield* lease.renew(held)).toBe(true)
        }
        yield* TestClock.adjust(ttlMillis + 1)
        expect(yield* lease.owner("operate")).toEqual(Option.none())
        expect(yield* lease.renew(held)).toBe(false)
      }).pipe(Effect.provide(layer))
    )

    it.effect("gives every owner a higher term, and an old one can neither renew nor release", () =>
      Effect.gen(function* () {
        const lease = yield* Lease
        const first = yield* acquired(a)
        yield* TestClock.adjust(ttlMillis + 1)
        const second = yield* acquired(b)
        if (first === null || second === null) return expect.fail("not acquired")
        expect(second.term).toBeGreaterThan(first.term)
        expect(yield* lease.renew(first)).toBe(false)
        yield* lease.release(first)
        expect(yield* lease.owner("operate")).toEqual(Option.some(b))
      }).pipe(Effect.provide(layer))
    )

    it.effect("is free after its release", () =>
      Effect.gen(function* () {
        const lease = yield* Lease
        const held = yield* acquired(a)
        if (held === null) return expect.fail("not acquired")
        yield* lease.release(held)
        expect(yield* lease.owner("operate")).toEqual(Option.none())
        expect(yield* acquired(b)).not.toBe(null)
      }).pipe(Effect.provide(layer))
    )
  })
}
