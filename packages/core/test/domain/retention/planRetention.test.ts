/** What retention keeps, and why: the rules by example, then everything at random against a second implementation. */
import * as DateTime from "effect/DateTime"
import { describe, expect, it } from "vitest"
import type { Backup, BackupId, BackupState } from "../../../src/index.ts"
import { planRetention } from "../../../src/domain/retention/planRetention.ts"
import { removals } from "../../../src/domain/retention/RetentionPlan.ts"
import { type RetentionPolicy, rules } from "../../../src/domain/retention/RetentionPolicy.ts"
import { random } from "../../random/random.ts"
import { naiveRemovals } from "./naiveRetention.ts"
import { backup, both, day, hour, policy, whole } from "./retentionBuilders.ts"

const start = Date.UTC(2026, 0, 1)
const around = { components: both, isRestoring: () => false }

const plan = (backups: ReadonlyArray<Backup.Backup>, by: RetentionPolicy, now = start + 400 * day) =>
  planRetention(backups, by, around, now)
const removed = (...args: Parameters<typeof plan>) => removals(plan(...args)).map((x) => Number(x.backupId))
const keptWhy = (backups: ReadonlyArray<Backup.Backup>, by: RetentionPolicy, now?: number) =>
  Object.fromEntries(
    plan(backups, by, now).map((x) => [
      Number(x.candidate.backupId),
      x.kept.map((y) => (y._tag === "Rule" ? y.rule : y._tag === "Pinned" ? y.pin : y._tag)).join()
    ])
  )

describe("retention", () => {
  const daily = Array.from({ length: 5 }, (_, i) => whole(BigInt(i + 1), start + i * day)).flat()

  it("keeps everything while the policy has no rule", () => {
    expect(removed(daily, policy())).toEqual([])
    expect(keptWhy(whole(1n, start, "FAILED"), policy())).toEqual({ 1: "NoPolicy" })
  })

  it("keeps the newest of so many periods, and removes the oldest first", () => {
    expect(removed(daily, policy({ last: 2 }))).toEqual([1, 2, 3])
    expect(removed(daily, policy({ daily: 3 }))).toEqual([1, 2])
    // The first of January 2026 is a Thursday: 1 to 4 are in one week, 5 is a Monday.
    expect(keptWhy(daily, policy({ weekly: 9 }))).toMatchObject({ 4: "weekly", 5: "LastGood,weekly", 3: "" })
    expect(removed(daily, policy({ last: Number.POSITIVE_INFINITY }))).toEqual([])
  })

  it("keeps what began shortly before the newest good one", () => {
    expect(removed(daily, policy({}, { withinMillis: 2 * day }))).toEqual([1, 2])
  })

  it("lets no backup that is not good take a place of a rule, and keeps it only while it is young", () => {
    const list = [...whole(1n, start), ...whole(2n, start + day), ...whole(3n, start + 2 * day, "FAILED")]
    expect(keptWhy(list, policy({ last: 2 }), start + 3 * day)).toEqual({
      1: "last",
      2: "LastGood,last",
      3: "NotGoodYet"
    })
    expect(removed(list, policy({ last: 2 }), start + 9 * day)).toEqual([3])
  })

  it("never takes the newest good backup of a component, whole or not", () => {
    const list = [
      ...whole(1n, start),
      backup(2n, "operate", start + day),
      backup(2n, "tasklist", start + day, "FAILED"),
      ...whole(3n, start + 2 * day, "FAILED")
    ]
    expect(keptWhy(list, policy({ last: 1 }))).toEqual({ 1: "LastGood,last", 2: "LastGood", 3: "" })
  })

  it("keeps so many good ones, whatever the rules keep", () => {
    expect(removed(daily, policy({ last: 1 }, { minGood: 3 }))).toEqual([1, 2])
  })

  it("takes nothing that runs, has not begun, or is read by a restore", () => {
    const list = [
      ...whole(1n, start, "IN_PROGRESS"),
      ...whole(2n, null, "IN_PROGRESS"),
      ...whole(3n, start + day),
      ...whole(4n, start + 2 * day)
    ]
    const judged = planRetention(
      list,
      policy({ last: 1 }, { notGoodWithinMillis: 0 }),
      { components: both, isRestoring: (x) => x.backupId === 3n },
      start + 400 * day
    )
    expect(judged.map((x) => x.removed)).toEqual([null, null, null, null])
  })

  it("leaves backups of another writer unless it is told to judge them", () => {
    const list = [...both.map((x) => backup(1n, x, start, "COMPLETED", null)), ...whole(2n, start + day)]
    expect(keptWhy(list, policy({ last: 1 }))).toMatchObject({ 1: "foreign" })
    expect(removed(list, policy({ last: 1 }, { foreign: true }))).toEqual([1])
  })

  it("judges each component by itself when it is told to", () => {
    const list = [
      backup(1n, "operate", start),
      backup(2n, "operate", start + day),
      backup(3n, "tasklist", start)
    ]
    const judged = plan(list, policy({ last: 1 }, { unit: "component" }))
    expect(removals(judged).map((x) => x.backups.map((y) => [y.component, Number(y.backupId)]))).toEqual([
      [["operate", 1]]
    ])
  })

  it("counts the days of its time zone, and an hour that comes twice as two", () => {
    const berlin = DateTime.zoneMakeNamedUnsafe("Europe/Berlin")
    const midnight = Date.UTC(2026, 5, 1, 21, 30)
    const two = [...whole(1n, midnight), ...whole(2n, midnight + hour)]
    expect(removed(two, policy({ daily: 9 }))).toEqual([1])
    expect(removed(two, policy({ daily: 9 }, { timeZone: berlin }))).toEqual([])
    const back = Date.UTC(2026, 9, 25, 0, 30)
    const twice = [...whole(1n, back), ...whole(2n, back + hour)]
    expect(removed(twice, policy({ hourly: 9 }, { timeZone: berlin }))).toEqual([])
  })
})

describe("retention, against a second implementation", () => {
  const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Chatham"] as const

  const world = (seed: number) => {
    const r = random(seed)
    const span = r.pick([3 * day, 60 * day, 900 * day])
    const now = start + span
    const times = new Set(Array.from({ length: 1 + r.integer(40) }, () => start + r.integer(span)))
    const backups = [...times].flatMap((at, i) => {
      const only: typeof both = r.chance(10) ? [r.pick(["operate", "tasklist"])] : both
      return only.map((component, j) => {
        const state: BackupState.BackupState = r.chance(75)
          ? "COMPLETED"
          : r.pick(["FAILED", "INCOMPLETE", "INCOMPATIBLE", "IN_PROGRESS"])
        // Only what runs can have no part yet.
        const began = state === "IN_PROGRESS" && r.chance(20) ? null : at + (j === 1 ? r.integer(1000) : 0)
        return backup(BigInt(i + 1), component, began, state, r.chance(10) ? null : "attempt")
      })
    })
    const places = () => (r.chance(50) ? 0 : r.chance(10) ? Number.POSITIVE_INFINITY : r.integer(6))
    const zone = r.pick(zones)
    const by = policy(Object.fromEntries(rules.map((x) => [x, places()])), {
      withinMillis: r.chance(60) ? 0 : r.integer(span),
      minGood: 1 + r.integer(4),
      notGoodWithinMillis: r.integer(span),
      foreign: r.chance(30),
      timeZone: DateTime.zoneMakeNamedUnsafe(zone)
    })
    const restoring = r.chance(20) ? BigInt(1 + r.integer(10)) : null
    return { backups, by, zone, now, isRestoring: (x: Backup.Backup) => x.backupId === restoring }
  }

  it("removes the same of 2,000 random repositories", () => {
    let removedAny = 0
    for (let seed = 1; seed <= 2000; seed++) {
      const { backups, by, isRestoring, now, zone } = world(seed)
      const mine = removals(planRetention(backups, by, { components: both, isRestoring }, now))
      const naive = naiveRemovals(backups, { ...by, timeZone: zone }, both, isRestoring, now)
      const sorted = (ids: Iterable<BackupId.BackupId>) => [...ids].toSorted((a, b) => (a < b ? -1 : 1))
      expect({ seed, removed: sorted(mine.map((x) => x.backupId)) }).toEqual({ seed, removed: sorted(naive) })
      if (mine.length > 0) removedAny++
    }
    expect(removedAny).toBeGreaterThan(500)
  })

  it("a year of backups every hour, judged every four hours, ends with what the rules say", () => {
    const by = policy(
      { last: 3, hourly: 24, daily: 7, weekly: 4, monthly: 12 },
      { notGoodWithinMillis: 2 * day }
    )
    const r = random(7)
    let kept: Array<Backup.Backup> = []
    for (let n = 0; n < 365 * 24; n++) {
      const at = start + n * hour
      kept.push(...whole(BigInt(n + 1), at, n > 0 && r.chance(5) ? "FAILED" : "COMPLETED"))
      if (n % 4 !== 0) continue
      const gone = new Set(removals(planRetention(kept, by, around, at)).map((x) => x.backupId))
      kept = kept.filter((x) => !gone.has(x.backupId))
      expect(kept.some((x) => x.state === "COMPLETED")).toBe(true)
    }
    const reasons = planRetention(kept, by, around, start + 365 * day).flatMap((x) => x.kept)
    const count = (rule: string) => reasons.filter((x) => x._tag === "Rule" && x.rule === rule).length
    expect(rules.map((x) => [x, count(x)])).toEqual([
      ["last", 3],
      ["hourly", 24],
      ["daily", 7],
      ["weekly", 4],
      ["monthly", 12],
      ["yearly", 0]
    ])
  })
})
