import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { RestoreApi } from "../../src/index.ts"
import { id } from "../domain/builders.ts"
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
      const plan = yield* during(
        10,
        restores.plan({
          component: "operate",
          backupId: id(5n),
          target: { _tag: "Drill" },
          others: "delete",
          unverified: false,
          sample: null,
          bytesPerSecond: null,
          fromRepository: Option.none()
        })
      )
      const text = JSON.stringify(plan.findings)
      assert.deepStrictEqual(
        [...snapshots.keys()].filter((x) => text.includes(x)),
        [second]
      )
    }).pipe(Effect.provide(over(state)))
  })
})
