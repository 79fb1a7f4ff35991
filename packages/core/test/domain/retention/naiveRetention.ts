/** Retention once more, written from its description and for nobody's speed: each backup is asked about each rule by itself, and the calendar is that of `Intl`. */
import type { Backup, BackupId, Component } from "../../../src/index.ts"

export interface NaivePolicy {
  readonly keep: Readonly<Record<string, number>>
  readonly withinMillis: number
  readonly minGood: number
  readonly notGoodWithinMillis: number
  readonly foreign: boolean
  readonly timeZone: string
}

const calendar = new Map<string, Intl.DateTimeFormat>()

const words = (at: number, timeZone: string): Readonly<Record<string, string>> => {
  const format =
    calendar.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      hourCycle: "h23",
      weekday: "short",
      timeZoneName: "longOffset"
    })
  calendar.set(timeZone, format)
  return Object.fromEntries(format.formatToParts(at).map((x) => [x.type, x.value]))
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

const periods: Readonly<Record<string, (at: number, timeZone: string) => string>> = {
  last: (at) => String(at),
  hourly: (at, zone) => {
    const { day, hour, month, timeZoneName, year } = words(at, zone)
    return `${year}-${month}-${day} ${hour} ${timeZoneName}`
  },
  daily: (at, zone) => {
    const { day, month, year } = words(at, zone)
    return `${year}-${month}-${day}`
  },
  // The date of the Monday, found by going back from noon to noon.
  weekly: (at, zone) => {
    const { day, month, weekday, year } = words(at, zone)
    const noon = Date.parse(`${year}-${month}-${day}T12:00:00Z`)
    return new Date(noon - weekdays.indexOf(weekday ?? "") * 86_400_000).toISOString().slice(0, 10)
  },
  monthly: (at, zone) => {
    const { month, year } = words(at, zone)
    return `${year}-${month}`
  },
  yearly: (at, zone) => words(at, zone)["year"] ?? ""
}

interface One {
  readonly backupId: BackupId.BackupId
  readonly members: ReadonlyArray<Backup.Backup>
  readonly at: number | null
  readonly good: boolean
}

const timeOf = (members: ReadonlyArray<Backup.Backup>): number | null => {
  const times = members.flatMap((x) => x.snapshots.flatMap((y) => y.startTime ?? []))
  return times.length === 0 ? null : Math.min(...times)
}

/** Backups without a common start of two units: between those the order would be a matter of ids. */
export const naiveRemovals = (
  backups: ReadonlyArray<Backup.Backup>,
  policy: NaivePolicy,
  components: ReadonlyArray<Component.Component>,
  isRestoring: (backup: Backup.Backup) => boolean,
  now: number
): ReadonlySet<BackupId.BackupId> => {
  const ids = [...new Set(backups.map((x) => x.backupId))]
  const units = ids.map((backupId): One => {
    const members = backups.filter((x) => x.backupId === backupId)
    const good = components.every((c) => members.some((x) => x.component === c && x.state === "COMPLETED"))
    return { backupId, members, at: timeOf(members), good }
  })
  const newer = (a: One, b: One): boolean => (a.at ?? Infinity) > (b.at ?? Infinity)
  const good = units.filter((x) => x.good && x.at !== null)
  const ruled = (x: One): boolean => {
    if (x.at === null || !x.good) return false
    const at = x.at
    for (const [rule, places] of Object.entries(policy.keep)) {
      const period = periods[rule]
      if (period === undefined) continue
      const here = period(at, policy.timeZone)
      const before = good.filter((y) => newer(y, x)).map((y) => period(y.at ?? 0, policy.timeZone))
      if (!before.includes(here) && new Set(before).size < places) return true
    }
    const newest = Math.max(...good.map((y) => y.at ?? 0))
    return policy.withinMillis > 0 && newest - at <= policy.withinMillis
  }
  const untouchable = (x: One): boolean =>
    x.at === null ||
    x.members.some((y) => y.state === "IN_PROGRESS" || isRestoring(y)) ||
    (!policy.foreign && x.members.some((y) => y.snapshots.some((z) => z.attempt === null))) ||
    (x.good && !good.some((y) => newer(y, x))) ||
    x.members.some(
      (y) =>
        y.state === "COMPLETED" &&
        !backups.some(
          (z) =>
            z.component === y.component &&
            z.state === "COMPLETED" &&
            (timeOf([z]) ?? Infinity) > (timeOf([y]) ?? Infinity)
        )
    )
  const none = policy.withinMillis === 0 && Object.values(policy.keep).every((x) => x === 0)
  const removed = new Set<BackupId.BackupId>()
  for (const x of units) {
    if (none || untouchable(x) || ruled(x)) continue
    if (!x.good && x.at !== null && now - x.at < policy.notGoodWithinMillis) continue
    removed.add(x.backupId)
  }
  const back = good.filter((x) => removed.has(x.backupId)).toSorted((a, b) => (newer(a, b) ? -1 : 1))
  const staying = good.filter((x) => !removed.has(x.backupId)).length
  for (const x of back.slice(0, Math.max(0, policy.minGood - staying))) removed.delete(x.backupId)
  return removed
}
