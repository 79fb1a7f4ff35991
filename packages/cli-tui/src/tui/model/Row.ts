/** One line of the list: everything with one backup id, whichever components have it. */
import { type Backup, BackupDetails, BackupId, type BackupState, type Component } from "@camunda-backup/core"

export interface Row {
  readonly key: string
  readonly backupId: BackupId.BackupId
  readonly backups: ReadonlyMap<Component.Component, Backup.Backup>
  /** The state to worry about most. `COMPLETED` only if every component that is shown has one and it is. */
  readonly state: BackupState.BackupState
  /** When the first part of any began; `null` when none has. */
  readonly startedAt: number | null
  /** Several when the components differ. */
  readonly versions: ReadonlyArray<string>
}

const gravest: ReadonlyArray<BackupState.BackupState> = [
  "IN_PROGRESS",
  "FAILED",
  "INCOMPLETE",
  "INCOMPATIBLE",
  "COMPLETED"
]

const earliest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b)

const rowOf = (
  backups: ReadonlyMap<Component.Component, Backup.Backup>,
  backupId: BackupId.BackupId
): Row => {
  const versions = new Set<string>()
  let startedAt: number | null = null
  let state: BackupState.BackupState = "COMPLETED"
  for (const backup of backups.values()) {
    const version = backup.snapshots[0]?.version
    if (version !== undefined) versions.add(version)
    startedAt = earliest(startedAt, BackupDetails.startedAt(backup))
    if (gravest.indexOf(backup.state) < gravest.indexOf(state)) state = backup.state
  }
  return { key: BackupId.format(backupId), backupId, backups, state, startedAt, versions: [...versions] }
}

const newestFirst = (a: Row, b: Row): number =>
  (b.startedAt ?? Number.POSITIVE_INFINITY) - (a.startedAt ?? Number.POSITIVE_INFINITY) ||
  (a.backupId > b.backupId ? -1 : 1)

/** Newest first; what has not begun is newer than anything. */
export const rowsOf = (backups: Iterable<Backup.Backup>): ReadonlyArray<Row> => {
  const groups = new Map<BackupId.BackupId, Map<Component.Component, Backup.Backup>>()
  for (const backup of backups) {
    const group = groups.get(backup.backupId)
    if (group === undefined) groups.set(backup.backupId, new Map([[backup.component, backup]]))
    else group.set(backup.component, backup)
  }
  return [...groups].map(([id, group]) => rowOf(group, id)).toSorted(newestFirst)
}

/** Every one of these components has it, whole. Only such a backup is one to go back to. */
export const isGood = (row: Row, components: ReadonlyArray<Component.Component>): boolean =>
  components.every((x) => row.backups.get(x)?.state === "COMPLETED")

export const partsDone = (backup: Backup.Backup): number =>
  backup.snapshots.filter((x) => x.state === "SUCCESS" && !x.damaged).length

/** `null` until a snapshot says it. */
export const partsTotal = (backup: Backup.Backup): number | null => backup.snapshots[0]?.count ?? null
