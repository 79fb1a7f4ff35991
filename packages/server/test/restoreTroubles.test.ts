/** What the status page says of a restore in place that did not end well, and which ones it says it of. */
import { BackupId, RestoreId, type RestoreSummary } from "@camunda-backup/core"
import { Option } from "effect"
import { describe, expect, it } from "vitest"
import { restoreTroubles } from "../src/page/restoreTroubles.ts"
import { openEnds, type Unrestored } from "../src/page/unrestored.ts"

type Summary = RestoreSummary.RestoreSummary

const summary = (state: Summary["state"], more: Partial<Summary> = {}): Summary => ({
  id: RestoreId.restoreId("0123"),
  component: "tasklist",
  backupId: Option.getOrThrow(BackupId.parse("7")),
  target: "InPlace",
  requestedAt: 0,
  requestedBy: "omar",
  state,
  endedAt: 1,
  reason: "Because.",
  indices: 3,
  bytes: 1,
  ...more
})

const of = (more: Partial<Unrestored>) => {
  const one = { summary: summary("Refused"), hasDeleted: true, missing: [], isOvertaken: false, ...more }
  return restoreTroubles([one])[0]
}

const resume = "camunda-backup restore resume 0123"

describe.each<[Partial<Unrestored>, level: string, left: RegExp, command: string | null]>([
  [{ missing: ["a"] }, "bad", /^1 index of its plan is not there again: a\.$/, resume],
  [
    { missing: ["a", "b", "c", "d", "e", "f", "g"] },
    "bad",
    /^7 indices .* a, b, c, d, e, and 2 more\.$/,
    resume
  ],
  [{ missing: null }, "bad", /could not be read/, resume],
  [{ hasDeleted: false }, "warn", /^It deleted nothing\.$/, resume],
  [{ summary: summary("Differs") }, "bad", /all indices .* closed for writes/i, resume],
  [{ summary: summary("Stopped") }, "bad", /may not be whole/, resume],
  [{ summary: summary("ShardFailed"), missing: ["a"] }, "bad", /a\.$/, "camunda-backup list"],
  [
    { summary: summary("PlanOutdated") },
    "bad",
    /All indices/,
    "camunda-backup restore plan 7 --component tasklist"
  ],
  [{ isOvertaken: true, missing: ["a"] }, "bad", /a\.$/, null]
])("case %#", (more, level, left, command) => {
  it(`is ${level}, says what is left, and ${command}`, () => {
    const found = of(more)
    expect(found).toMatchObject({ level, command, reasons: ["Because.", expect.stringMatching(left)] })
    expect(found?.what).toContain("The restore of tasklist 7 in place did not complete: ")
    expect(found?.next).not.toBe(null)
  })
})

it("is said until a later one in place ended well", () => {
  const [newest, good, old] = [summary("Refused"), summary("Completed"), summary("ShardFailed")]
  expect(openEnds([newest, good, old])).toEqual([newest])
  expect(openEnds([good, newest, old])).toEqual([])
  expect(openEnds([newest, old])).toEqual([newest, old])
  expect(openEnds([summary("Running"), old])).toEqual([old])
  const aside = [summary("Completed", { target: "Into" }), summary("ShardFailed", { target: "Drill" })]
  expect(openEnds([...aside, old])).toEqual([old])
})
