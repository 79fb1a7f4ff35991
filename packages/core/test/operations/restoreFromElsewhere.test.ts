/** A plan that reads another repository than the one that backups are taken into. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { RestoreApi } from "../../src/index.ts"
import { inPlace } from "./question.ts"
import { create, during, later, over, world } from "./world.ts"

describe("a plan from another repository, while a backup runs", () => {
  it.effect("is blocked: it is the component that is busy, whichever repository is read", () => {
    const state = world()
    return Effect.gen(function* () {
      const restores = yield* RestoreApi
      yield* create()
      yield* later(5)
      const own = state.repositories.get("r")
      assert.isDefined(own)
      if (own !== undefined) state.repositories.set("s", { ...own, snapshots: new Map(own.snapshots) })
      state.endings.push({ state: "SUCCESS", takesMillis: 60_000 })
      yield* create(6n)
      const from = { ...inPlace, fromRepository: Option.some("s") }
      const { findings } = yield* during(10, restores.plan(from))
      const running = findings.filter((x) => x.what === "restore-running")
      assert.deepStrictEqual(
        running.map((x) => x.severity),
        ["error"]
      )
      assert.include(running[0]?.symptom, "backup")
    }).pipe(Effect.provide(over(state)))
  })
})
