/** One line of the list: a group, that is, all backups with one id. */
import { type Backup, BackupGroup, BackupId, type BackupState, type Component } from "@camunda-backup/core"

export interface Row {
  readonly key: string
  readonly group: BackupGroup.BackupGroup
  readonly backupId: BackupId.BackupId
  readonly backups: ReadonlyMap<Component.Component, Backup.Backup>
  /** The state to worry about most. `COMPLETED` only if every component that is shown has one and it is. */
  readonly state: BackupState.BackupState
  /** When the first part of any began; `null` when none has begun. */
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

const rowOf = (group: BackupGroup.BackupGroup): Row => {
  const { backupId, backups, startedAt } = group
  const versions = new Set<string>()
  let state: BackupState.BackupState = "COMPLETED"
  for (const backup of backups) {
    const version = backup.snapshots[0]?.version
    if (version !== undefined) versions.add(version)
    if (gravest.indexOf(backup.state) < gravest.indexOf(state)) state = backup.state
  }
  return {
    key: BackupId.format(backupId),
    group,
    backupId,
    backups: new Map(backups.map((x) => [x.component, x])),
    state,
    startedAt,
    versions: [...versions]
  }
}

/** Newest first; what has not begun is newer than anything. */
export const rowsOf = (backups: Iterable<Backup.Backup>): ReadonlyArray<Row> =>
  BackupGroup.groupById(backups).map(rowOf)

/** The same rows, those of `ids` made again. `lists`: what there is of each component. */
export const rowsWith = (
  rows: ReadonlyArray<Row>,
  ids: ReadonlySet<BackupId.BackupId>,
  lists: Iterable<ReadonlyArray<Backup.Backup>>
): ReadonlyArray<Row> => {
  if (ids.size === 0) return rows
  const fresh = rowsOf([...lists].flatMap((x) => x.filter(({ backupId }) => ids.has(backupId))))
  return [...rows.filter((x) => !ids.has(x.backupId)), ...fresh].toSorted((a, b) =>
    BackupGroup.newestFirst(a.group, b.group)
  )
}
