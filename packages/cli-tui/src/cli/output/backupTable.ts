import { type Backup, BackupDetails, BackupGroup, BackupId } from "@camunda-backup/core"
import { moment } from "./cells.ts"
import { table } from "./table.ts"

const partsOf = (backup: Backup.Backup): string => {
  const { done, total } = BackupGroup.countParts([backup])
  return `${done}/${total ?? "?"}`
}

const versionsOf = (backup: Backup.Backup): string =>
  [...new Set(backup.snapshots.map((x) => x.version))].join(",") || "-"

/** One line per backup; `""` without any. */
export const backupTable = (backups: ReadonlyArray<Backup.Backup>, wide: boolean): string =>
  backups.length === 0
    ? ""
    : table(
        ["ID", "COMPONENT", "STATE", "STARTED", "PARTS", ...(wide ? ["VERSION"] : []), "REASON"],
        backups.map((x) => [
          BackupId.format(x.backupId),
          x.component,
          x.state,
          moment(BackupDetails.startedAt(x)),
          partsOf(x),
          ...(wide ? [versionsOf(x)] : []),
          x.reason ?? ""
        ])
      )
