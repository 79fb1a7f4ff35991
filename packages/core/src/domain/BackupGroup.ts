/**
 * The backups of several components with the same id, which an operator takes, lists, restores and deletes as one.
 *
 * A group is as old as its earliest part: what happened after that is not in all of it, and that is the time to which a restore goes back.
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
  /** When the first part of any began, in milliseconds since 1970; `null`: accepted, but no part has begun. */
  readonly startedAt: number | null
}

/** A backup that has not begun counts as newest. */
export const newestFirst = (a: BackupGroup, b: BackupGroup): number => {
  const [x, y] = [a.startedAt ?? Number.POSITIVE_INFINITY, b.startedAt ?? Number.POSITIVE_INFINITY]
  if (x !== y) return x > y ? -1 : 1
  return a.backupId > b.backupId ? -1 : 1
}

const groupOf = (backupId: BackupId, backups: ReadonlyArray<Backup>): BackupGroup => {
  const times = backups.flatMap((x) => startedAt(x) ?? [])
  return { backupId, backups, startedAt: times.length === 0 ? null : Math.min(...times) }
}

/** Newest first; among those that began together, the greater id first. */
export const groupById = (backups: Iterable<Backup>): ReadonlyArray<BackupGroup> => {
  const groups = new Map<BackupId, Array<Backup>>()
  for (const backup of backups) {
    const group = groups.get(backup.backupId)
    if (group === undefined) groups.set(backup.backupId, [backup])
    else group.push(backup)
  }
  return [...groups].map(([backupId, members]) => groupOf(backupId, members)).toSorted(newestFirst)
}

/** Whether it is COMPLETED in each of the components, so that it can be restored as a whole. False for no components. */
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

/** The newest good group, to which a restore would go back. */
export const lastGood = (
  groups: ReadonlyArray<BackupGroup>,
  components: ReadonlyArray<Component>
): BackupGroup | undefined => groups.find((x) => isGood(x.backups, components))

/** How many parts are finished and readable, and how many there are; `total` is `null` until a snapshot tells it. */
export interface PartCount {
  readonly done: number
  readonly total: number | null
}

/** Of one backup, or of all backups of a group together. */
export const countParts = (backups: Iterable<Backup>): PartCount => {
  let done = 0
  let total: number | null = null
  for (const { snapshots } of backups) {
    for (const x of snapshots) if (x.state === "SUCCESS" && !x.damaged) done++
    const [first] = snapshots
    if (first !== undefined) total = (total ?? 0) + first.count
  }
  return { done, total }
}

/** What a delete would leave to restore from, and how it must be confirmed. */
export interface DeleteImpact {
  /** The good groups as they are now, and those that stay good. */
  readonly goodBefore: ReadonlyArray<BackupGroup>
  readonly goodAfter: ReadonlyArray<BackupGroup>
  readonly losesLastGood: boolean
  /** What an operator must type: the number of backups, the id of the last good one, or just yes. */
  readonly proof: "count" | "id" | "yes"
}

/**
 * The safety rule of deletes, for every front end: several backups are confirmed by their number, the last good one by its id. `known` are the
 * components whose backups are in `groups`, `components` those to delete from.
 */
export const deleteImpact = (
  groups: ReadonlyArray<BackupGroup>,
  ids: ReadonlyArray<BackupId>,
  components: ReadonlyArray<Component>,
  known: ReadonlyArray<Component>
): DeleteImpact => {
  const deleted = new Set(ids)
  const goodBefore = good(groups, known)
  const hits = known.some((x) => components.includes(x))
  const goodAfter = goodBefore.filter((x) => !(hits && deleted.has(x.backupId)))
  const losesLastGood = goodBefore.length > 0 && goodAfter.length === 0
  return {
    goodBefore,
    goodAfter,
    losesLastGood,
    proof: deleted.size > 1 ? "count" : losesLastGood ? "id" : "yes"
  }
}
