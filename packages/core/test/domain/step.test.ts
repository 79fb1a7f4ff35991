import { describe, expect, it } from "vitest"
import type { Attempt } from "../../src/index.ts"
import * as Step from "../../src/domain/step.ts"
import * as Work from "../../src/domain/Work.ts"
import { attempt, happened, snapshot } from "./builders.ts"

const limits: Step.Limits = {
  partTimeoutMillis: 10_000,
  retryBudgetMillis: 1000,
  partAttempts: 2,
  settleMillis: 5000
}
const ours = attempt()
const seen = (state: "SUCCESS" | "IN_PROGRESS" | "PARTIAL" | "FAILED" | "UNKNOWN", by: string = ours.id) =>
  ({ _tag: "Seen", snapshot: snapshot({ state, attempt: by }) }) satisfies Work.Fact

/** The action after a history of facts, each with its time. */
const after = (...history: ReadonlyArray<readonly [at: number, fact: Work.Fact]>): Step.Action => {
  return afterIn(Work.begin(ours, 0, 0), ...history)
}

const afterIn = (
  work: Work.Work,
  ...history: ReadonlyArray<readonly [at: number, fact: Work.Fact]>
): Step.Action =>
  Step.step(
    history.reduce((known, [at, fact]) => Work.learn(known, fact, at), work),
    history.at(-1)?.[0] ?? 0,
    limits
  )

const lost: Work.Fact = { _tag: "Unavailable", reason: "reset", ambiguous: true }
const refusedConnection: Work.Fact = { _tag: "Unavailable", reason: "refused", ambiguous: false }
const nameTaken: Work.Fact = { _tag: "NameTaken", reason: "exists" }

const retried = (uuid: string): Attempt.Attempt =>
  attempt({
    transitions: [happened({ _tag: "PartRetried", snapshot: snapshot({}).name, uuid, state: "PARTIAL" })]
  })

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
    const camunda = { _tag: "Seen", snapshot: snapshot({ attempt: null }) } satisfies Work.Fact
    expect(after([1, camunda])).toMatchObject({ _tag: "End", how: { _tag: "ForeignSnapshot" } })
  })
  it("takes a part again, or calls it done, only when no lost DELETE of its name can come any more", () => {
    const work = Work.deleteLost(Work.learn(Work.begin(retried("u"), 0, 0), lost, 10), 10)
    const soon = 10 + limits.settleMillis - 1
    const absent = { _tag: "Absent" } as const
    expect(afterIn(work, [soon, absent])._tag).toBe("Find")
    expect(afterIn(work, [500, absent], [501, refusedConnection])._tag).toBe("Find")
    expect(afterIn(work, [soon, seen("SUCCESS")])._tag).toBe("Find")
    const bad: Work.Fact = {
      _tag: "Seen",
      snapshot: snapshot({ state: "PARTIAL", attempt: ours.id, uuid: "u" })
    }
    expect(afterIn(work, [soon, bad])._tag).toBe("Find")
    expect(afterIn(work, [soon + 1, bad])._tag).toBe("Remove")
    expect(afterIn(work, [soon + 1, absent])._tag).toBe("Take")
    expect(afterIn(work, [soon + 1, seen("SUCCESS")])._tag).toBe("Compare")
  })
  it("waits as long for a DELETE of an owner before, if it can have sent one", () => {
    const absent = [1, { _tag: "Absent" }] as const
    const name = snapshot({}).name
    expect(afterIn(Work.resume(retried("u"), 0, 0), absent)._tag).toBe("Find")
    expect(afterIn(Work.resume(ours, 0, 0), absent)._tag).toBe("Take")
    const end = (unsettled: boolean) =>
      attempt({
        transitions: [
          happened({ _tag: "PartRetried", snapshot: name, uuid: "u", state: "PARTIAL" }),
          happened({ _tag: "Ended", how: { _tag: "Stopped", reason: "x" }, unsettled }),
          happened({ _tag: "Resumed", reason: "x" })
        ]
      })
    expect(afterIn(Work.resume(end(true), 0, 0), absent)._tag).toBe("Find")
    expect(afterIn(Work.resume(end(false), 0, 0), absent)._tag).toBe("Take")
  })
  it("asked to stop after a refusal, ends only when no lost create of the part can come any more", () => {
    const stopped = attempt({ transitions: [happened({ _tag: "StopAsked", reason: "x" })] })
    const refused: Work.Fact = { _tag: "Refused", reason: "no" }
    const lostCreate = Work.learn(Work.asking(Work.begin(stopped, 0, 0), 10), lost, 11)
    const refusedCreate = (at: number) => Work.answered(Work.asking(lostCreate, at), refused)
    expect(afterIn(refusedCreate(20), [20, refused])._tag).toBe("Find")
    const last = 20 + limits.settleMillis
    expect(afterIn(refusedCreate(20), [20, refused], [last - 1, { _tag: "Absent" }])._tag).toBe("Find")
    expect(afterIn(refusedCreate(20), [20, refused], [last, { _tag: "Absent" }])._tag).toBe("End")
    expect(afterIn(Work.begin(stopped, 0, 0), [20, refused])._tag).toBe("End")
    const lostDelete = Work.deleteLost(Work.begin(stopped, 0, 0), 10)
    expect(afterIn(lostDelete, [20, refused])._tag).toBe("Find")
    expect(afterIn(lostDelete, [10 + limits.settleMillis, refused])._tag).toBe("End")
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
  it.each(["PARTIAL", "FAILED", "UNKNOWN"] as const)(
    "takes a part again that is %s: records it, removes it, sees it gone, asks",
    (state) => {
      const bad = snapshot({ state, attempt: ours.id })
      expect(after([1, seen(state)])).toEqual({ _tag: "RecordRetry", snapshot: bad })
      const work = Work.begin(retried(bad.uuid), 0, 0)
      const recorded = [1, { _tag: "RetryRecorded", snapshot: bad }] as const
      expect(afterIn(work, recorded)).toEqual({ _tag: "Remove", snapshot: bad, afterMillis: 0 })
      const removed = [2, { _tag: "Removed", snapshot: bad }] as const
      expect(afterIn(work, recorded, removed)._tag).toBe("Find")
      expect(afterIn(work, recorded, removed, [3, { _tag: "Absent" }])).toEqual({
        _tag: "Take",
        afterMillis: 0
      })
    }
  )
  it("removes again what is still there after it was given up, but not while a DELETE of the process that gave it up can come", () => {
    const bad = snapshot({ state: "PARTIAL", attempt: ours.id })
    const resumed = Work.resume(retried(bad.uuid), 0, 0)
    expect(afterIn(resumed)._tag).toBe("Find")
    expect(afterIn(resumed, [1, { _tag: "Seen", snapshot: bad }])._tag).toBe("Find")
    expect(afterIn(resumed, [limits.settleMillis, { _tag: "Seen", snapshot: bad }])._tag).toBe("Remove")
  })
  it.each(["PARTIAL", "FAILED", "UNKNOWN"] as const)("ends on a part that is %s at its last try", (state) => {
    const work = Work.begin(retried("the first one"), 0, 0)
    expect(afterIn(work, [1, seen(state)])).toMatchObject({
      _tag: "End",
      how: { _tag: "PartNotSuccessful", state, tries: 2 }
    })
  })
  it("does not touch a damaged snapshot: whose it is cannot be told", () => {
    const damaged = snapshot({ state: "FAILED", damaged: true })
    expect(after([1, { _tag: "Seen", snapshot: damaged }])).toMatchObject({
      _tag: "End",
      how: { _tag: "PartNotSuccessful", state: "damaged" }
    })
  })
  it("goes on only after the comparison", () => {
    expect(after([1, seen("SUCCESS")])._tag).toBe("Compare")
    expect(after([1, seen("SUCCESS")], [2, { _tag: "Compared", lacking: [], surplus: [] }])).toEqual({
      _tag: "Next"
    })
  })
  it("ends when a finished part lacks an index", () => {
    expect(after([1, { _tag: "Compared", lacking: ["x"], surplus: ["y"] }])).toMatchObject({
      _tag: "End",
      how: { _tag: "PartLacksIndices", indices: ["x"] }
    })
  })
  it("ends when a finished part holds an index that it must not", () => {
    const tooMuch = { _tag: "Compared", lacking: [], surplus: ["y"] } satisfies Work.Fact
    expect(after([1, tooMuch])).toMatchObject({
      _tag: "End",
      how: { _tag: "PartHoldsTooMuch", indices: ["y"] }
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

describe("step, when the attempt was asked to stop", () => {
  const stopping = attempt({ transitions: [happened({ _tag: "StopAsked", reason: "Cancelled by me." })] })
  const asked = Work.begin(stopping, 0, 0)
  const inFlight = Work.asking(asked, 0)
  const running = seen("IN_PROGRESS")
  const stopped = { _tag: "End", how: { _tag: "Stopped", reason: "Cancelled by me." } }

  it("ends at once between two parts", () => {
    expect(afterIn(asked)).toEqual(stopped)
  })
  it("aborts the part that runs, and ends when it is gone", () => {
    expect(afterIn(asked, [1, running])).toMatchObject({ _tag: "Remove", afterMillis: 0 })
    const removed = [2, { _tag: "Removed", snapshot: running.snapshot }] as const
    expect(afterIn(asked, [1, running], removed)._tag).toBe("Find")
    expect(afterIn(asked, [1, running], removed, [3, seen("FAILED")])._tag).toBe("Remove")
    expect(afterIn(asked, [1, running], removed, [3, { _tag: "Absent" }])).toEqual(stopped)
  })
  it("waits for a create on its way until it shows or cannot come any more", () => {
    expect(afterIn(inFlight, [1, lost])._tag).toBe("Find")
    expect(afterIn(inFlight, [1, lost], [2, { _tag: "Absent" }])._tag).toBe("Find")
    expect(afterIn(inFlight, [1, lost], [2, running])._tag).toBe("Remove")
    expect(afterIn(inFlight, [1, lost], [5000, { _tag: "Absent" }])).toEqual(stopped)
  })
  it("looks first when it took the attempt over, for what the owner before may have asked", () => {
    const resumed = Work.resume(stopping, 0, 0)
    expect(afterIn(resumed)._tag).toBe("Find")
    expect(afterIn(resumed, [1, { _tag: "Absent" }])._tag).toBe("Find")
    expect(afterIn(resumed, [5000, { _tag: "Absent" }])).toEqual(stopped)
  })
  it("leaves finished parts and other writers' snapshots", () => {
    expect(afterIn(asked, [1, seen("SUCCESS")])._tag).toBe("Compare")
    expect(afterIn(asked, [1, seen("SUCCESS", "other")])).toEqual(stopped)
    expect(afterIn(asked, [1, seen("IN_PROGRESS", "other")])).toEqual(stopped)
    expect(afterIn(asked, [1, seen("PARTIAL")])).toEqual(stopped)
  })
  it("gives up after the retry budget, and says that the part may run on", () => {
    expect(afterIn(inFlight, [1, lost], [1001, lost])).toMatchObject({
      _tag: "End",
      how: { _tag: "Stopped", reason: expect.stringContaining("is not known: reset") }
    })
  })
})
