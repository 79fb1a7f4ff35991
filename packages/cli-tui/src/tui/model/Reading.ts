/** What was read of the backups of one component: the whole list, or its newest pages, in the order of pages. Data stays when a later read fails. */
import { type Backup, type BackupId, BackupPage, type ClientError } from "@camunda-backup/core"
import { Option } from "effect"

export interface Reading {
  readonly backups: ReadonlyArray<Backup.Backup>
  /** When the newest of them arrived; `null` before the first answer. */
  readonly at: number | null
  /** Of the last read; `null` when it went well. */
  readonly error: ClientError | null
  /** Behind which backup nothing was read yet; `null`: nothing is missing. */
  readonly rest: BackupPage.Cursor | null
}

export const unread: Reading = { backups: [], at: null, error: null, rest: null }

/** Another reading, and the ids of which it says something else. */
export interface Changed {
  readonly reading: Reading
  readonly ids: ReadonlySet<BackupId.BackupId>
}

const isSame = (a: Backup.Backup, b: Backup.Backup): boolean =>
  a.state === b.state &&
  a.reason === b.reason &&
  a.snapshots.length === b.snapshots.length &&
  a.snapshots.every((x, i) => {
    const y = b.snapshots[i]
    return (
      x.name === y?.name &&
      x.state === y.state &&
      x.startTime === y.startTime &&
      x.damaged === y.damaged &&
      x.failures.length === y.failures.length
    )
  })

/** How many stand at this place or before it. */
const upTo = (backups: ReadonlyArray<Backup.Backup>, place: BackupPage.Cursor): number => {
  let [low, high] = [0, backups.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const found = backups[middle]
    if (found !== undefined && BackupPage.compare(BackupPage.cursorOf(found), place) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

const differing = (
  before: ReadonlyArray<Backup.Backup>,
  now: ReadonlyArray<Backup.Backup>
): ReadonlySet<BackupId.BackupId> => {
  const known = new Map(before.map((x) => [x.backupId, x]))
  const ids = new Set<BackupId.BackupId>()
  for (const x of now) {
    const was = known.get(x.backupId)
    if (was === undefined || !isSame(was, x)) ids.add(x.backupId)
    known.delete(x.backupId)
  }
  for (const id of known.keys()) ids.add(id)
  return ids
}

const later = (a: BackupPage.Cursor, b: BackupPage.Cursor): BackupPage.Cursor =>
  BackupPage.compare(a, b) > 0 ? a : b

/** The page stands for everything between its ends: what is not in it is gone. `after`: where it begins; `null`: at the newest. */
export const withPage = (
  reading: Reading,
  after: BackupPage.Cursor | null,
  page: BackupPage.Page,
  at: number
): Changed => {
  const { backups } = reading
  const next = Option.getOrNull(page.next)
  const from = after === null ? 0 : upTo(backups, after)
  const to = next === null ? backups.length : Math.max(from, upTo(backups, next))
  const ids = differing(backups.slice(from, to), page.backups)
  // One that was taken again under its id stood elsewhere.
  const isElsewhere = (x: Backup.Backup): boolean => ids.has(x.backupId)
  const [above, below] = [backups.slice(0, from), backups.slice(to)]
  const clean = (part: ReadonlyArray<Backup.Backup>) =>
    ids.size === 0 ? part : part.filter((x) => !isElsewhere(x))
  const rest =
    next === null || (reading.at !== null && reading.rest === null)
      ? null
      : reading.rest === null
        ? next
        : later(next, reading.rest)
  return {
    ids,
    reading: {
      backups: ids.size === 0 ? backups : [...clean(above), ...page.backups, ...clean(below)],
      at: after === null ? at : reading.at,
      error: null,
      rest
    }
  }
}

/** One backup was read by itself; `null`: it is not there. */
export const withBackup = (
  reading: Reading,
  backupId: BackupId.BackupId,
  backup: Backup.Backup | null
): Changed => {
  const was = reading.backups.find((x) => x.backupId === backupId)
  const isKnown = was === undefined ? backup === null : backup !== null && isSame(was, backup)
  if (isKnown) return { reading, ids: new Set() }
  const others = reading.backups.filter((x) => x.backupId !== backupId)
  const place = backup === null ? others.length : upTo(others, BackupPage.cursorOf(backup))
  const backups = backup === null ? others : [...others.slice(0, place), backup, ...others.slice(place)]
  return { reading: { ...reading, backups }, ids: new Set([backupId]) }
}
