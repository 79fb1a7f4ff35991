import { Option } from "effect"
import { describe, expect, it } from "vitest"
import { BackupState } from "../../src/index.ts"
import { attempt, ended, parts, snapshot } from "./builders.ts"

const { aggregate, unknown } = BackupState
const live: BackupState.Known = { ...unknown, attempt: Option.some(attempt()), live: true }
const knowing = (x: ReturnType<typeof ended>): BackupState.Known => ({ ...unknown, attempt: Option.some(x) })

describe("BackupState.aggregate, rows of the reference", () => {
  it("1: all parts SUCCESS is COMPLETED", () => {
    expect(aggregate(parts(6), unknown)).toEqual({ state: "COMPLETED", reason: null })
  })
  it("2: a FAILED part is FAILED and named", () => {
    expect(aggregate(parts(6, { 3: "FAILED" }), unknown)).toEqual({
      state: "FAILED",
      reason: "There were failures with the following snapshots: camunda_operate_5_8.7.2_part_3_of_6"
    })
  })
  it("2: PARTIAL is FAILED, also while another part runs", () => {
    expect(aggregate(parts(3, { 2: "PARTIAL", 3: "IN_PROGRESS" }), unknown)).toEqual({
      state: "FAILED",
      reason: "Some of the snapshots are partial: camunda_operate_5_8.7.2_part_2_of_6"
    })
  })
  it("2: but not while a live attempt may take it again: who polls must not give up", () => {
    expect(aggregate(parts(2, { 2: "PARTIAL" }), live)).toEqual({ state: "IN_PROGRESS", reason: null })
  })
  it("3: INCOMPATIBLE comes before IN_PROGRESS", () => {
    expect(aggregate(parts(2, { 1: "INCOMPATIBLE", 2: "IN_PROGRESS" }), unknown).state).toBe("INCOMPATIBLE")
  })
  it("4: a running part is IN_PROGRESS, whoever runs it", () => {
    expect(aggregate(parts(2, { 2: "IN_PROGRESS" }), unknown).state).toBe("IN_PROGRESS")
  })
  it("5: between two parts it is IN_PROGRESS while an attempt lives (issue 33717)", () => {
    expect(aggregate(parts(3), live).state).toBe("IN_PROGRESS")
    expect(aggregate([], live).state).toBe("IN_PROGRESS")
  })
  it("5: and INCOMPLETE when none does", () => {
    expect(aggregate(parts(3), unknown)).toEqual({ state: "INCOMPLETE", reason: null })
  })
  it("6: more parts than expected is FAILED", () => {
    expect(aggregate([...parts(6), snapshot({ part: 6, version: "8.6.0" })], unknown)).toEqual({
      state: "FAILED",
      reason: "More snapshots found than expected."
    })
  })
})

describe("BackupState.aggregate, a part more than the name says", () => {
  const numbered = (part: number, count: number, state: "SUCCESS" | "FAILED" = "SUCCESS") =>
    snapshot({ part, count, state })

  it("is FAILED as Camunda's, whatever its number", () => {
    const three = [numbered(1, 2), numbered(2, 2), numbered(3, 2)]
    const tooMany = { state: "FAILED", reason: "More snapshots found than expected." }
    expect(aggregate(three, unknown)).toEqual(tooMany)
    expect(aggregate(three.toReversed(), unknown)).toEqual(tooMany)
    expect(aggregate([...parts(6), numbered(9, 6)], unknown)).toEqual(tooMany)
  })
  it("does not stand in for one that lacks", () => {
    expect(aggregate([numbered(1, 2), numbered(3, 2)], unknown)).toEqual({
      state: "FAILED",
      reason:
        "The snapshots are not the 2 parts of one version: camunda_operate_5_8.7.2_part_1_of_2, camunda_operate_5_8.7.2_part_3_of_2"
    })
    expect(aggregate([numbered(3, 2)], unknown).state).toBe("INCOMPLETE")
  })
})

describe("BackupState.aggregate, the order in a reason", () => {
  it.each(["FAILED", "PARTIAL", "UNKNOWN"] as const)(
    "is that of the parts, in whatever order Elasticsearch gives %s ones",
    (state) => {
      const all = parts(6, { 2: state, 3: state, 5: state })
      const { reason } = aggregate(all, unknown)
      expect(reason).toMatch(/part_2_of_6.*part_3_of_6.*part_5_of_6/)
      expect(aggregate(all.toReversed(), unknown)).toEqual(aggregate(all, unknown))
    }
  )
  it("counts the parts as numbers: 2 before 10", () => {
    const twelve = Array.from({ length: 12 }, (_, i) =>
      snapshot({ part: i + 1, count: 12, ...(i === 1 || i === 9 ? { state: "FAILED" as const } : {}) })
    )
    const byName = twelve.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    expect(aggregate(byName, unknown).reason).toMatch(/part_2_of_12, .*part_10_of_12$/)
  })
  it("is that of the parts for damaged ones too, and does not depend on which version is met first", () => {
    const damaged = parts(6).map((x) => (x.part > 4 ? { ...x, damaged: true } : x))
    expect(aggregate(damaged.toReversed(), unknown)).toEqual(aggregate(damaged, unknown))
    const mixed = [...parts(2), snapshot({ part: 3, version: "8.6.0", count: 7 })]
    expect(aggregate(mixed.toReversed(), unknown)).toEqual(aggregate(mixed, unknown))
  })
})

describe("BackupState.aggregate, beyond the reference", () => {
  it("is not COMPLETED by number alone: six snapshots must be the six parts of one version", () => {
    const twice = [...parts(5), snapshot({ part: 5, version: "8.6.0" })]
    expect(aggregate(twice, unknown).state).toBe("FAILED")
  })
  it("is not COMPLETED before the attempt has compared the last part", () => {
    expect(aggregate(parts(6), live).state).toBe("IN_PROGRESS")
  })
  it("is INCOMPLETE when all parts are there, but the attempt ended before the last was compared", () => {
    const late = ended({ _tag: "PartTimedOut", snapshot: "s", timeoutMillis: 1000 })
    const { state, reason } = aggregate(parts(6), knowing(late))
    expect(state).toBe("INCOMPLETE")
    expect(reason).toContain("CAMUNDA_BACKUP_PART_TIMEOUT")
  })
  it("never looks restorable while it is being deleted", () => {
    const deletion = { id: "d", askedAt: 0, askedBy: "me", snapshots: [] }
    expect(aggregate(parts(6), { ...unknown, deletion: Option.some(deletion) })).toEqual({
      state: "INCOMPLETE",
      reason: "It is being deleted, asked for at 1970-01-01T00:00:00.000Z by me."
    })
  })
  it("says that the journal could not be read where its word would matter", () => {
    const blind = { ...unknown, journalProblem: "forbidden" }
    expect(aggregate(parts(3), blind).reason).toBe("Whether it is still being taken is not known: forbidden")
    expect(aggregate(parts(6), blind)).toEqual({ state: "COMPLETED", reason: null })
  })
  it("is FAILED with the index when a SUCCESS part lacks one", () => {
    const lacking = ended({
      _tag: "PartLacksIndices",
      snapshot: "camunda_operate_5_8.7.2_part_3_of_6",
      indices: ["operate-x"]
    })
    expect(aggregate(parts(3), knowing(lacking))).toEqual({
      state: "FAILED",
      reason: "Snapshot camunda_operate_5_8.7.2_part_3_of_6 lacks indices that exist: operate-x"
    })
  })
  it("says why an attempt died that left an INCOMPLETE backup", () => {
    const dead = ended({ _tag: "PartRefused", snapshot: "s", reason: "r" })
    expect(aggregate(parts(2), knowing(dead))).toEqual({
      state: "INCOMPLETE",
      reason: "Elasticsearch refused snapshot s: r"
    })
  })
  it("is INCOMPLETE when a part was deleted by hand after the attempt completed", () => {
    expect(aggregate(parts(5), knowing(ended({ _tag: "Completed" })))).toEqual({
      state: "INCOMPLETE",
      reason: null
    })
  })
  it("never takes an unknown state for success (issue 59901)", () => {
    expect(aggregate(parts(6, { 4: "UNKNOWN" }), unknown).state).toBe("FAILED")
  })
  it("is FAILED and says damaged when a snapshot cannot be read", () => {
    const damaged = parts(6).map((x) => (x.part === 2 ? { ...x, damaged: true } : x))
    expect(aggregate(damaged, unknown)).toEqual({
      state: "FAILED",
      reason: "The repository is damaged, these snapshots cannot be read: camunda_operate_5_8.7.2_part_2_of_6"
    })
  })
  it("expects as many parts as the names say", () => {
    const seven = Array.from({ length: 7 }, (_, i) => snapshot({ part: i + 1, count: 7 }))
    expect(aggregate(seven, unknown).state).toBe("COMPLETED")
    expect(aggregate(seven.slice(0, 6), unknown).state).toBe("INCOMPLETE")
  })
})
