/**
 * Backups of the components that have the same id: what an operator takes, lists, restores and deletes as one.
 *
 * A group is as old as its earliest part. What happened after that is not in all of it, and a restore goes back to there.
 */
import type { Backup } from "./Backup.ts"
import { startedAt } from "./BackupDetails.ts"
import type { BackupId } from "./BackupId.ts"
import type { Component } from "./Component.ts"

/** The backups of several components with the same id. */
export interface BackupGroup {
  readonly backupId: BackupId
  /** One per component that has it, in the order of the list they came from. Not empty. */
  readonly backups: ReadonlyArray<Backup>
  /** When the first part of any began, in milliseconds since 1970; `null`: accepted, and none has begun. */
  readonly startedAt: number | null
}

/** What has not begun is newer than anything. */
const newestFirst = (a: BackupGroup, b: BackupGroup): number => {
  const [x, y] = [a.startedAt ?? Number.POSITIVE_INFINITY, b.startedAt ?? Number.POSITIVE_INFINITY]
  if (x !== y) return x > y ? -1 : 1
  return a.backupId > b.backupId ? -1 : 1
}

const groupOf = (backupId: BackupId, backups: ReadonlyArray<Backup>): BackupGroup => {
  const times = backups.flatMap((x) => startedAt(x) ?? [])
  return { backupId, backups, startedAt: times.length === 0 ? null : Math.min(...times) }
}

/** Newest first; of those that began together the one with the greater id. */
export const groupById = (backups: Iterable<Backup>): ReadonlyArray<BackupGroup> => {
  const groups = new Map<BackupId, Array<Backup>>()
  for (const backup of backups) {
    const group = groups.get(backup.backupId)
    if (group === undefined) groups.set(backup.backupId, [backup])
    else group.push(backup)
  }
  return [...groups].map(([backupId, members]) => groupOf(backupId, members)).toSorted(newestFirst)
}

/** COMPLETED in every one of the components: it can be restored as a whole. Of no components nothing is known. */
export const isGood = (backups: Iterable<Backup>, components: ReadonlyArray<Component>): boolean => {
  const completed = new Set<Component>()
  for (const { component, state } of backups) if (state === "COMPLETED") completed.add(component)
  return components.length > 0 && components.every((x) => completed.has(x))
}

/** The groups that are COMPLETED in every one of the components, in their order. */
export const good = (
  groups: ReadonlyArray<BackupGroup>,
  components: ReadonlyArray<Component>
): ReadonlyArray<BackupGroup> => groups.filter((x) => isGood(x.backups, components))

/** The one to go back to. */
export const lastGood = (
  groups: ReadonlyArray<BackupGroup>,
  components: ReadonlyArray<Component>
): BackupGroup | undefined => groups.find((x) => isGood(x.backups, components))

/** What is left when these ids are deleted in these components. */
export const without = (
  groups: ReadonlyArray<BackupGroup>,
  ids: ReadonlyArray<BackupId>,
  components: ReadonlyArray<Component>
): ReadonlyArray<BackupGroup> =>
  groupById(
    groups.flatMap((x) =>
      x.backups.filter((y) => !(ids.includes(y.backupId) && components.includes(y.component)))
    )
  )
