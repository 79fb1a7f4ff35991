import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as MemoryJournal from "../../../src/adapters/memory/MemoryJournal.ts"
import { Attempt, Journal } from "../../../src/index.ts"
import { attempt, id, plan } from "../../domain/builders.ts"

describe("MemoryJournal", () => {
  it.effect("does not grow for ever: the oldest ended attempts go first, one that runs stays", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      for (let i = 0; i < 1500; i++) {
        const attemptId = Attempt.attemptId(`a${i}`)
        yield* journal.begin(attempt({ id: attemptId, plan: { ...plan(), backupId: id(BigInt(i)) } }))
        if (i !== 3) yield* journal.end(attemptId, i, { _tag: "Completed" })
      }
      const kept = yield* journal.latestOfAll("operate")
      assert.isAtMost(kept.size, 1001)
      assert.isTrue(kept.has(id(3n)))
      assert.isTrue(kept.has(id(1499n)))
      assert.isFalse(kept.has(id(0n)))
    }).pipe(Effect.provide(MemoryJournal.layer))
  )
})
