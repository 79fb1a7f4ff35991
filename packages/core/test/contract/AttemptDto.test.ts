import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import * as AttemptDto from "../../src/contract/AttemptDto.ts"
import { type Attempt, attemptId, type Event } from "../../src/domain/Attempt.ts"
import type { End } from "../../src/domain/End.ts"
import { id, plan } from "../domain/builders.ts"

const backupId = id(2n ** 63n - 1n)
const snapshot = "camunda_operate_9223372036854775807_8.7.2_part_1_of_6"

const ends: ReadonlyArray<End> = [
  { _tag: "Completed" },
  { _tag: "PartLacksIndices", snapshot, indices: ["i"] },
  { _tag: "PartHoldsTooMuch", snapshot, indices: ["i"] },
  { _tag: "PartNotSuccessful", snapshot, state: "PARTIAL", tries: 2 },
  { _tag: "PartRefused", snapshot, reason: "r" },
  { _tag: "RetryBudgetSpent", snapshot, reason: "r", budgetMillis: 1 },
  { _tag: "PartTimedOut", snapshot, timeoutMillis: 1 },
  { _tag: "PartVanished", snapshot },
  { _tag: "ForeignSnapshot", snapshot },
  { _tag: "Abandoned", silentMillis: 1, resumeWithinMillis: 2 },
  { _tag: "Stopped", reason: "r" }
]

const attempt = (...events: ReadonlyArray<Event>): Attempt => ({
  id: attemptId("a"),
  plan: plan("operate", backupId),
  repository: "r",
  askedAt: 1_700_000_000_123,
  askedBy: "somebody",
  term: 3,
  transitions: events.map((event, i) => ({ at: 1_700_000_001_000 + i, by: "replica", event }))
})

const through = (value: unknown) => Result.getOrThrow(AttemptDto.decode(value))

describe("AttemptDto", () => {
  it.each(ends.map((how) => [how._tag, how] as const))(
    "brings an attempt back that ended as %s",
    (_tag, how) => {
      const first = attempt(
        { _tag: "TakenOver" },
        { _tag: "PartRetried", snapshot: attempt().plan.parts[0]!.snapshot, uuid: "u", state: "FAILED" },
        { _tag: "StopAsked", reason: "r" },
        { _tag: "Resumed", reason: "r" },
        { _tag: "Ended", how, unsettled: true }
      )
      const json: unknown = JSON.parse(JSON.stringify(AttemptDto.encode(first)))
      assert.deepStrictEqual(through(json), first)
    }
  )

  it("brings back what was in no part, and reads attempts of versions that did not look", () => {
    const { inNoPart: _, ...before } = attempt().plan
    const found = {
      ...attempt(),
      plan: {
        ...before,
        inNoPart: [
          { index: "a", documents: 3 },
          { index: "b", documents: null }
        ]
      }
    }
    for (const x of [found, { ...attempt(), plan: before }]) {
      const json: unknown = JSON.parse(JSON.stringify(AttemptDto.encode(x)))
      assert.deepStrictEqual(through(json), x)
    }
  })

  it("writes times in RFC 3339, ids as digits, and a sentence for what happened", () => {
    const json = AttemptDto.encode(
      attempt({ _tag: "Ended", how: { _tag: "Stopped", reason: "Cancelled by me." }, unsettled: false })
    )
    assert.deepInclude(json, {
      backupId: "9223372036854775807",
      askedAt: "2023-11-14T22:13:20.123Z",
      state: "ended",
      ended: { at: "2023-11-14T22:13:21.000Z", how: "Stopped", reason: "Cancelled by me." }
    })
    assert.deepInclude(json.transitions[0], { at: "2023-11-14T22:13:21.000Z", text: "Cancelled by me." })
  })

  it("tells the reason of a stop once, and what the end adds to it", () => {
    const at = 1
    const by = "me"
    const asked = { at, by, event: { _tag: "StopAsked", reason: "Cancelled by me." } } as const
    const ended = (reason: string) =>
      ({ at, by, event: { _tag: "Ended", how: { _tag: "Stopped", reason }, unsettled: false } }) as const
    assert.deepStrictEqual(AttemptDto.sentences([asked, ended("Cancelled by me.")]), [
      "Cancelled by me.",
      "Stopped."
    ])
    assert.strictEqual(
      AttemptDto.sentences([asked, ended("Cancelled by me. A part may run.")])[1],
      "Stopped. A part may run."
    )
    assert.deepStrictEqual(AttemptDto.sentences([ended("A delete.")]), ["A delete."])
  })

  it.each([[null], [{}], [{ ...AttemptDto.encode(attempt()), askedAt: "yesterday" }]])(
    "says what is wrong with %j",
    (value) => {
      assert.isTrue(Result.isFailure(AttemptDto.decode(value)))
      assert.isTrue(
        Result.isFailure(AttemptDto.decodeAll({ component: "operate", backupId: "5", attempts: [value] }))
      )
    }
  )
})
