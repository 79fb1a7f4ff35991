/** What retention judges as one: all backups under an id, or the backup of one component, with what is known about them. */
import type { Backup } from "../Backup.ts"
import { type BackupGroup, groupById, isGood } from "../BackupGroup.ts"
import type { Component } from "../Component.ts"
import type { Unit } from "./RetentionPolicy.ts"

/** Why a backup stays, whatever the rules say. */
export type Pin =
  /** A part is being taken, or will be. */
  | "running"
  /** It was accepted, and no part has begun. */
  | "not-begun"
  /** A restore or a drill reads it. */
  | "restoring"
  /** At least one snapshot of it was made by another writer. */
  | "foreign"

/** One unit of retention. */
export interface Candidate extends BackupGroup {
  /** It can be restored as a whole. */
  readonly good: boolean
  readonly pins: ReadonlyArray<Pin>
}

/** What is known beside the backups. */
export interface Around {
  /** The components of the installation: an id is good when it is COMPLETED in each. */
  readonly components: ReadonlyArray<Component>
  readonly isRestoring: (backup: Backup) => boolean
}

const isForeign = ({ snapshots }: Backup): boolean => snapshots.some((x) => x.attempt === null)

const pinsOf = ({ backups, startedAt }: BackupGroup, { isRestoring }: Around): ReadonlyArray<Pin> => [
  ...(backups.some((x) => x.state === "IN_PROGRESS") ? (["running"] as const) : []),
  ...(startedAt === null ? (["not-begun"] as const) : []),
  ...(backups.some(isRestoring) ? (["restoring"] as const) : []),
  ...(backups.some(isForeign) ? (["foreign"] as const) : [])
]

/** The units of a list of backups, newest first. */
export const candidatesOf = (
  backups: ReadonlyArray<Backup>,
  unit: Unit,
  around: Around
): ReadonlyArray<Candidate> => {
  const groups =
    unit === "id"
      ? groupById(backups)
      : around.components.flatMap((component) => groupById(backups.filter((x) => x.component === component)))
  return groups.map((group) => ({
    ...group,
    good: isGood(group.backups, unit === "id" ? around.components : group.backups.map((x) => x.component)),
    pins: pinsOf(group, around)
  }))
}
