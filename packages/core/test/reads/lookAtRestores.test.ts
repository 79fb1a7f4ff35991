/** How a look finds restores: by the leases as a rule, and what it reads for that. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import type { World } from "../../src/domain/restore/FeedEvent.ts"
import type { Restore, RestoreEvent } from "../../src/domain/restore/Restore.ts"
import { restoreId } from "../../src/domain/RestoreId.ts"
import { Lease, type Seen } from "../../src/ports/Lease.ts"
import { RestoreJournal } from "../../src/ports/RestoreJournal.ts"
import { lookAtRestores } from "../../src/reads/lookAtRestores.ts"
import { id } from "../domain/builders.ts"
import { planOf } from "../model/restore/RestoreWorld.ts"

const one = restoreId("1".padStart(32, "0"))

const restore = (...events: ReadonlyArray<RestoreEvent>): Restore => ({
  id: one,
  plan: planOf({ _tag: "Drill" }, { _tag: "NotNeeded" }, []),
  requestedAt: 0,
  requestedBy: "test",
  term: 1,
  transitions: events.map((event) => ({ at: 0, by: "p", event }))
})

const ended: RestoreEvent = { _tag: "Ended", how: { _tag: "Completed" } }

/** A journal and the lease of drills; what is read is counted. */
const scene = () => {
  const state = {
    journal: new Map<string, Restore>(),
    /** What a search finds, which may lag behind. */
    found: [] as ReadonlyArray<Restore>,
    lease: null as Pick<Seen, "state" | "term"> | null,
    reads: 0,
    searches: 0
  }
  const never = () => Effect.die("not asked")
  const services = Layer.merge(
    Layer.succeed(
      RestoreJournal,
      RestoreJournal.of({
        read: (key) =>
          Effect.sync(() => {
            state.reads++
            return Option.fromNullishOr(state.journal.get(key.id))
          }),
        list: () =>
          Effect.sync(() => {
            state.searches++
            return state.found
          }),
        update: never,
        verifications: never,
        verify: never,
        manifest: never,
        keep: never
      })
    ),
    Layer.succeed(
      Lease,
      Lease.of({
        look: (scope) =>
          Effect.succeed(
            scope.aside === true && state.lease !== null
              ? Option.some({
                  subject: { id: one, backupId: id(1n) },
                  owner: "o",
                  claim: "c",
                  beat: 0,
                  beatAt: 0,
                  ttlMillis: 1000,
                  silent: false,
                  silentMillis: Option.none(),
                  ...state.lease
                })
              : Option.none()
          ),
        acquire: never,
        takeOver: never,
        beat: never,
        confirm: never,
        release: never
      })
    )
  )
  let before: Option.Option<World> = Option.none()
  const look = (at: number) =>
    lookAtRestores("r", "operate", at, before).pipe(
      Effect.provide(services),
      Effect.map((seen) => {
        before = Option.some({ at, seen: new Map(), ...seen })
        return seen.restores.get(one)?.transitions.map((x) => x.event._tag) ?? null
      })
    )
  return { state, look }
}

describe("a look at restores", () => {
  it.effect(
    "finds one by its lease, also when it began and ended since the last look, and reads it once",
    () =>
      Effect.gen(function* () {
        const { look, state } = scene()
        assert.isNull(yield* look(0))
        state.lease = { state: "finished", term: 1 }
        state.journal.set(one, restore(ended))
        assert.deepStrictEqual(yield* look(1000), ["Ended"])
        yield* look(2000)
        yield* look(3000)
        assert.deepStrictEqual([state.reads, state.searches], [1, 1])
      })
  )

  it.effect(
    "waits for the record of one that is being planned, and asks no more for one that was refused",
    () =>
      Effect.gen(function* () {
        const { look, state } = scene()
        yield* look(0)
        state.lease = { state: "held", term: 1 }
        assert.isNull(yield* look(1000))
        state.lease = { state: "finished", term: 1 }
        assert.isNull(yield* look(2000))
        const before = state.reads
        assert.isNull(yield* look(3000))
        assert.strictEqual(state.reads, before)
      })
  )

  it.effect("sees one that was resumed and ended again between two looks", () =>
    Effect.gen(function* () {
      const { look, state } = scene()
      yield* look(0)
      state.lease = { state: "finished", term: 1 }
      state.journal.set(one, restore(ended))
      yield* look(1000)
      state.lease = { state: "finished", term: 2 }
      state.journal.set(one, restore(ended, { _tag: "Resumed", reason: "r" }, ended))
      assert.deepStrictEqual(yield* look(2000), ["Ended", "Resumed", "Ended"])
    })
  )

  it.effect("follows one that is open although no lease speaks of it any more", () =>
    Effect.gen(function* () {
      const { look, state } = scene()
      state.found = [restore()]
      assert.deepStrictEqual(yield* look(0), [])
      state.journal.set(one, restore({ _tag: "DeletesBegun" }))
      assert.deepStrictEqual(yield* look(1000), ["DeletesBegun"])
    })
  )

  it.effect(
    "reads all after a while in which nobody looked, and never goes back to what a search told late",
    () =>
      Effect.gen(function* () {
        const { look, state } = scene()
        state.lease = { state: "finished", term: 1 }
        state.journal.set(one, restore({ _tag: "DeletesBegun" }, ended))
        yield* look(0)
        assert.deepStrictEqual(yield* look(1000), ["DeletesBegun", "Ended"])
        state.found = [restore({ _tag: "DeletesBegun" })]
        assert.deepStrictEqual(yield* look(100_000), ["DeletesBegun", "Ended"])
        assert.strictEqual(state.searches, 2)
      })
  )

  it.effect("reads once more what a search can have told too early", () =>
    Effect.gen(function* () {
      const { look, state } = scene()
      state.lease = { state: "finished", term: 1 }
      state.found = [restore()]
      state.journal.set(one, restore(ended))
      assert.deepStrictEqual(yield* look(0), [])
      assert.deepStrictEqual(yield* look(1000), ["Ended"])
    })
  )
})
