import { describe, expect, it } from "vitest"
import * as Step from "../../src/domain/step.ts"
import { attempt, snapshot } from "./builders.ts"

const limits: Step.Limits = { partTimeoutMillis: 10_000, retryBudgetMillis: 1000 }
const ours = attempt()
const seen = (state: "SUCCESS" | "IN_PROGRESS" | "PARTIAL" | "FAILED" | "UNKNOWN", by: string = ours.id) =>
  ({ _tag: "Seen", snapshot: snapshot({ state, attempt: by }) }) satisfies Step.Fact

/** The action after a history of facts, each with its time. */
const after = (...history: ReadonlyArray<readonly [at: number, fact: Step.Fact]>): Step.Action => {
  const progress = history.reduce((part, [at, fact]) => Step.learn(part, fact, at), Step.begin(0, 0))
  return Step.step(ours, progress, history.at(-1)?.[0] ?? 0, limits)
}

const lost: Step.Fact = { _tag: "Unavailable", reason: "reset", ambiguous: true }
const refusedConnection: Step.Fact = { _tag: "Unavailable", reason: "refused", ambiguous: false }
const nameTaken: Step.Fact = { _tag: "NameTaken", reason: "exists" }

describe("step", () => {
  it("takes a part that was not asked for", () => {
    expect(after()).toEqual({ _tag: "Take", afterMillis: 0 })
  })
  it("looks first after a lost answer, and never creates blindly", () => {
    expect(after([1, lost])._tag).toBe("Find")
    expect(after([1, lost], [2, lost])._tag).toBe("Find")
  })
  it("takes the part again when a look shows that the lost create left nothing", () => {
    expect(after([1, lost], [2, { _tag: "Absent" }])).toEqual({ _tag: "Take", afterMillis: 0 })
  })
  it("asks again at once only when nothing can have happened", () => {
    expect(after([1, refusedConnection])._tag).toBe("Take")
  })
  it("adopts its own snapshot under a taken name", () => {
    expect(after([1, nameTaken])).toEqual({ _tag: "Find", afterMillis: 0 })
    expect(after([1, nameTaken], [2, seen("SUCCESS")])._tag).toBe("Compare")
  })
  it("never adopts another writer's snapshot, nor one without an attempt", () => {
    expect(after([1, seen("SUCCESS", "other")])).toMatchObject({
      _tag: "End",
      how: { _tag: "ForeignSnapshot" }
    })
    const camunda = { _tag: "Seen", snapshot: snapshot({ attempt: null }) } satisfies Step.Fact
    expect(after([1, camunda])).toMatchObject({ _tag: "End", how: { _tag: "ForeignSnapshot" } })
  })
  it("polls a running part, fast first and at most every 2 s", () => {
    const delays = Array.from({ length: 12 }, (_, i) =>
      after(...Array.from({ length: i + 1 }, () => [1, seen("IN_PROGRESS")] as const))
    ).map((x) => (x._tag === "Find" ? x.afterMillis : -1))
    expect(delays[0]).toBe(25)
    expect(delays.at(-1)).toBe(2000)
    expect(delays).toEqual(delays.toSorted((a, b) => a - b))
  })
  it("ends when a part runs longer than its timeout, and says which", () => {
    expect(after([10_000, seen("IN_PROGRESS")])).toMatchObject({ _tag: "End", how: { _tag: "PartTimedOut" } })
    expect(after([9_999, seen("IN_PROGRESS")])._tag).toBe("Find")
  })
  it.each(["PARTIAL", "FAILED", "UNKNOWN"] as const)("ends on a part that is %s", (state) => {
    expect(after([1, seen(state)])).toMatchObject({ _tag: "End", how: { _tag: "PartNotSuccessful", state } })
  })
  it("goes on only after the comparison", () => {
    expect(after([1, seen("SUCCESS")])._tag).toBe("Compare")
    expect(after([1, seen("SUCCESS")], [2, { _tag: "Compared", lacking: [] }])).toEqual({ _tag: "Next" })
  })
  it("ends when a finished part lacks an index", () => {
    expect(after([1, { _tag: "Compared", lacking: ["x"] }])).toMatchObject({
      _tag: "End",
      how: { _tag: "PartLacksIndices", indices: ["x"] }
    })
  })
  it("ends on a refusal", () => {
    expect(after([1, { _tag: "Refused", reason: "no" }])).toMatchObject({
      _tag: "End",
      how: { _tag: "PartRefused" }
    })
  })
  it("ends when failures last longer than the retry budget, counted without a break", () => {
    expect(after([1, lost], [1001, lost])).toMatchObject({ _tag: "End", how: { _tag: "RetryBudgetSpent" } })
    expect(after([1, lost], [900, seen("IN_PROGRESS")], [1100, lost])._tag).toBe("Find")
  })
  it("does not spin on a name that stays taken without a snapshot", () => {
    const spinning = after([1, nameTaken], [2, { _tag: "Absent" }], [3, nameTaken])
    expect(spinning).toMatchObject({ _tag: "Find" })
    expect(spinning._tag === "Find" && spinning.afterMillis).toBeGreaterThan(0)
    expect(after([1, nameTaken], [2, { _tag: "Absent" }], [1001, nameTaken])._tag).toBe("End")
  })
  it("takes a part again that a restarted Elasticsearch lost, but not for ever", () => {
    const vanished = [
      [1, seen("IN_PROGRESS")],
      [2, { _tag: "Absent" }]
    ] as const
    expect(after(...vanished)).toEqual({ _tag: "Take", afterMillis: 0 })
    expect(after(...vanished, ...vanished)).toMatchObject({ _tag: "End", how: { _tag: "PartVanished" } })
  })
})
