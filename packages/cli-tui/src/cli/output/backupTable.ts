import { type Backup, BackupDetails, BackupId } from "@camunda-backup/core"
import { table } from "./table.ts"
import { shortTime } from "./time.ts"

/** Parts with SUCCESS, of how many. */
export const partsOf = (backup: Backup.Backup): string =>
  `${backup.snapshots.filter((x) => x.state === "SUCCESS" && !x.damaged).length}/${backup.snapshots[0]?.count ?? "?"}`

const versionsOf = (backup: Backup.Backup): string =>
  [...new Set(backup.snapshots.map((x) => x.version))].join(",") || "-"

/** One line a backup; `""` when there is none. */
export const backupTable = (backups: ReadonlyArray<Backup.Backup>, wide: boolean): string =>
  backups.length === 0
    ? ""
    : table(
        ["ID", "COMPONENT", "STATE", "STARTED", "PARTS", ...(wide ? ["VERSION"] : []), "REASON"],
        backups.map((x) => [
          BackupId.format(x.backupId),
          x.component,
          x.state,
          shortTime(BackupDetails.startedAt(x)),
          partsOf(x),
          ...(wide ? [versionsOf(x)] : []),
          x.reason ?? ""
        ])
      )
