/** When a scheduled job begins, waits or passes: by example, and a hundred days of replicas that come and go. */
import { Option, Result } from "effect"
import { describe, expect, it } from "vitest"
import * as CronTimes from "../../../src/domain/schedule/CronTimes.ts"
import { decideRun } from "../../../src/domain/schedule/decideRun.ts"
import type { Schedule } from "../../../src/domain/schedule/Schedule.ts"
import * as ScheduleRecord from "../../../src/domain/schedule/ScheduleRecord.ts"
import { random } from "../../random/random.ts"
import { naiveTimes } from "./naiveCron.ts"

const minute = 60_000
const hour = 60 * minute
const since = Date.UTC(2026, 0, 1, 12)

const schedule = (more: Partial<Schedule> = {}, expression = "0 2 * * *"): Schedule => ({
  job: "backup",
  times: Result.getOrThrow(CronTimes.make(expression, "UTC")),
  components: ["operate", "tasklist"],
  withinMillis: 2 * hour,
  jitterMillis: 0,
  ...more
})

const two = Date.UTC(2026, 0, 2, 2)
const record = ScheduleRecord.begin(since)
const run = (dueAt: number): ScheduleRecord.Run => ({
  dueAt,
  at: dueAt,
  by: "a",
  outcome: "started",
  backupId: null,
  reason: null,
  retention: null
})

const decide = (now: number, more: Partial<Schedule> = {}, known = record, trouble: string | null = null) =>
  decideRun(schedule(more), known, now, "installation", trouble)

describe("a scheduled job", () => {
  it("waits for the next time, and makes nothing up from before it was known", () => {
    expect(decide(since)).toEqual({ _tag: "Wait", until: two })
    expect(decide(two - 1)).toEqual({ _tag: "Wait", until: two })
  })

  it("begins at its time, once", () => {
    expect(decide(two)).toEqual({ _tag: "Start", dueAt: two })
    expect(decide(two + minute)).toEqual({ _tag: "Start", dueAt: two })
    const done = ScheduleRecord.withRun(record, run(two))
    expect(decide(two + minute, {}, done)).toEqual({ _tag: "Wait", until: two + 24 * hour })
  })

  it("is made up for within the window, and only the latest of several", () => {
    const late = two + 3 * 24 * hour + hour
    expect(decide(late)).toEqual({ _tag: "Start", dueAt: two + 3 * 24 * hour })
    expect(decide(late + 2 * hour)).toEqual({
      _tag: "Skip",
      dueAt: two + 3 * 24 * hour,
      reason: "No process ran within 2h of its time."
    })
  })

  it("says why it could not begin when the window has passed", () => {
    expect(decide(two + 3 * hour, {}, record, "The repository is read-only.")).toMatchObject({
      _tag: "Skip",
      reason: "The repository is read-only."
    })
  })

  it("passes while it is paused, and says who paused it", () => {
    const paused = { ...record, paused: { at: since, by: "amal" } }
    expect(decide(two, {}, paused)).toEqual({ _tag: "Skip", dueAt: two, reason: "It was paused by amal." })
  })

  it("begins up to the jitter later, the same on every replica, the full window after that", () => {
    const jitterMillis = hour
    const waiting = decide(two, { jitterMillis })
    const startAt = waiting._tag === "Wait" ? (waiting.until ?? 0) : 0
    expect(startAt).toBeGreaterThan(two)
    expect(startAt).toBeLessThan(two + hour)
    expect(decide(since, { jitterMillis })).toEqual({ _tag: "Wait", until: startAt })
    expect(decide(startAt + 2 * hour, { jitterMillis })._tag).toBe("Start")
    const elsewhere = decideRun(schedule({ jitterMillis }), record, two, "another installation", null)
    expect(elsewhere).not.toEqual(waiting)
  })

  it("never takes back what became of a time", () => {
    const done = ScheduleRecord.withRun(record, run(two))
    expect(ScheduleRecord.withRun(done, { ...run(two), outcome: "skipped" })).toBe(done)
    expect(ScheduleRecord.withRun(done, run(two - 24 * hour))).toBe(done)
  })

  it("a hundred days: every time is used or passed once, whichever replica looks, and used exactly when one looked in time", () => {
    const r = random(11)
    const end = since + 100 * 24 * hour
    const nightly = schedule({ withinMillis: 90 * minute }, "30 1,13 * * *")
    let known = ScheduleRecord.begin(since)
    const looks: Array<number> = []
    const runs: Array<ScheduleRecord.Run> = []
    // Replicas look every few minutes; now and then none does for hours or days.
    for (
      let now = since;
      now < end;
      now += r.integer(300) === 0 ? r.integer(60 * hour) : 1 + r.integer(5 * minute)
    ) {
      looks.push(now)
      const decision = decideRun(nightly, known, now, "salt", null)
      if (decision._tag === "Wait") continue
      const before = known
      known = ScheduleRecord.withRun(known, {
        ...run(decision.dueAt),
        at: now,
        outcome: decision._tag === "Start" ? "started" : "skipped"
      })
      expect(known).not.toBe(before)
      runs.push(...known.runs.slice(0, 1))
    }
    expect(new Set(runs.map((x) => x.dueAt)).size).toBe(runs.length)
    const due = naiveTimes("30 1,13 * * *", "UTC", since, looks.at(-1) ?? since)
    const used = due.filter((x) => looks.some((look) => look >= x && look <= x + 90 * minute))
    expect(runs.filter((x) => x.outcome === "started").map((x) => x.dueAt)).toEqual(used)
    expect(used.length).toBeGreaterThan(50)
    expect(runs.some((x) => x.outcome === "skipped")).toBe(true)
    expect(Option.isSome(ScheduleRecord.lastDue(known))).toBe(true)
  })
})
