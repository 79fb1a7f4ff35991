import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { type MemoryElasticsearch, RestoreApi } from "../../src/index.ts"
import { drill } from "./question.ts"
import { create, during, later, over, world } from "./world.ts"

describe("a plan from a backup of which one part cannot be read", () => {
  it.effect("names that part, and no other", () => {
    const state = world()
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      yield* create()
      yield* later(5)
      const snapshots = state.repositories.get("r")?.snapshots ?? new Map()
      const second = [...snapshots.keys()].find((x) => x.includes("_part_2_")) ?? ""
      // Its lists of files are gone; the snapshot itself can still be read.
      snapshots.set(second, { ...snapshots.get(second), unreadable: true })
      const plan = yield* during(10, restores.plan(drill))
      const text = JSON.stringify(plan.findings)
      assert.deepStrictEqual(
        [...snapshots.keys()].filter((x) => text.includes(x)),
        [second]
      )
    }).pipe(Effect.provide(over(state)))
  })
})

describe("a drill whose shards do not come back", () => {
  const drilled = (ends: MemoryElasticsearch.GivenUp | "damaged") => {
    const state = world()
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      yield* create()
      yield* later(5)
      if (ends === "damaged") {
        const snapshots = state.repositories.get("r")?.snapshots ?? new Map()
        for (const [name, x] of snapshots) snapshots.set(name, { ...x, damagedIndices: x.indices })
      } else state.restores.push({ takesMillis: 1000, ends })
      const { id: drillId } = yield* restores.start(drill, Option.none())
      yield* later(60)
      const { restore } = yield* restores.status(drillId)
      const last = restore.transitions.at(-1)?.event
      return {
        end: last?._tag === "Ended" ? last.how._tag : last?._tag,
        verification: (yield* restores.verifications("operate")).get(5n)?.result ?? null,
        left: [...state.held.keys()].filter((x) => x.startsWith("drill-"))
      }
    }).pipe(Effect.provide(over(state)))
  }

  it.effect("says that the backup is damaged, when its files are", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* drilled("damaged"), {
        end: "ShardFailed",
        verification: "damaged",
        left: []
      })
    })
  )

  it.effect("says nothing of the backup, when no node may take them", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* drilled("unplaced"), { end: "Refused", verification: null, left: [] })
    })
  )

  it.effect("brings them back again, when they are lost on the way", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* drilled("lost"), { end: "Completed", verification: "verified", left: [] })
    })
  )
})
