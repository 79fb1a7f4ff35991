import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import type { Attempt } from "../../src/domain/Attempt.ts"
import { StoreAnswerInvalid, type StoreError, StoreTlsFailed } from "../../src/domain/BackupError.ts"
import type { PlannedPart } from "../../src/domain/CreatePlan.ts"
import { lookFor } from "../../src/engine/actions/find.ts"
import { askFor } from "../../src/engine/actions/take.ts"
import { SnapshotStore } from "../../src/ports/SnapshotStore.ts"

const part: PlannedPart = { snapshot: "s", expression: [], indices: [], dated: false } as never
const attempt: Attempt = { id: "a", repository: "r", plan: { component: "operate" } } as never

const failing = (error: StoreError) =>
  Layer.succeed(SnapshotStore, {
    create: () => Effect.fail(error),
    findOne: () => Effect.fail(error),
    delete: () => Effect.fail(error)
  } as never)

describe("taking a part", () => {
  const expired = new StoreTlsFailed({ operation: "x", trouble: "expired", reason: "It has expired." })
  const invalid = new StoreAnswerInvalid({ operation: "x", reason: "A page." })

  it.effect.each([
    [expired, false],
    [invalid, true]
  ] as const)("that meets %s waits for better times, within the budget", ([error, ambiguous]) =>
    Effect.gen(function* () {
      const facts = [yield* askFor(attempt, part), yield* lookFor(attempt, part)]
      for (const fact of facts)
        assert.deepStrictEqual(fact, { _tag: "Unavailable", reason: error.message, ambiguous })
    }).pipe(Effect.provide(failing(error)))
  )
})
