import { type Backup, BackupDetails, BackupGroup, BackupId, type Verification } from "@camunda-backup/core"
import { moment, verified } from "./cells.ts"
import { table } from "./table.ts"

const partsOf = (backup: Backup.Backup): string => {
  const { done, total } = BackupGroup.countParts([backup])
  return `${done}/${total ?? "?"}`
}

const versionsOf = (backup: Backup.Backup): string =>
  [...new Set(backup.snapshots.map((x) => x.version))].join(",") || "-"

/** What drills found of a backup; `null`: nobody can say, and then there is no such column. */
export type Verified = ((backup: Backup.Backup) => Verification.Verification | null) | null

/** One line per backup; `""` without any. */
export const backupTable = (
  backups: ReadonlyArray<Backup.Backup>,
  wide: boolean,
  verifiedOf: Verified,
  columns: number | null = null
): string =>
  backups.length === 0
    ? ""
    : table(
        [
          "ID",
          "COMPONENT",
          "STATE",
          "STARTED",
          "PARTS",
          ...(verifiedOf === null ? [] : ["VERIFIED"]),
          ...(wide ? ["VERSION"] : []),
          "REASON"
        ],
        backups.map((x) => [
          BackupId.format(x.backupId),
          x.component,
          x.state,
          moment(BackupDetails.startedAt(x)),
          partsOf(x),
          ...(verifiedOf === null ? [] : [verified(verifiedOf(x))]),
          ...(wide ? [versionsOf(x)] : []),
          x.reason ?? ""
        ]),
        columns
      )
