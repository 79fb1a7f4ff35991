import { type Backup, BackupId, Snapshot } from "@camunda-backup/core"
import { partsOf } from "./backupTable.ts"
import { printable } from "./printable.ts"
import { table } from "./table.ts"
import { shortTime } from "./time.ts"

const failuresOf = (snapshot: Snapshot.Snapshot): ReadonlyArray<string> =>
  snapshot.damaged
    ? [`part ${snapshot.part}: cannot be read, the repository is damaged`]
    : snapshot.failures.map((x) => `part ${snapshot.part}: ${Snapshot.describeFailure(x)}`)

/** A backup with a line for each part, and what failed in them. */
export const backupDetails = (backup: Backup.Backup): string => {
  const title = `${backup.component} ${BackupId.format(backup.backupId)}: ${backup.state}, ${partsOf(backup)} parts\n`
  const reason = backup.reason === null ? "" : `${printable(backup.reason)}\n`
  const parts = table(
    ["PART", "STATE", "STARTED", "SNAPSHOT"],
    backup.snapshots.map((x) => [`${x.part}/${x.count}`, x.state, shortTime(x.startTime), x.name])
  )
  const failures = backup.snapshots.flatMap(failuresOf).map((x) => `${printable(x)}\n`)
  return title + reason + (backup.snapshots.length === 0 ? "" : parts) + failures.join("")
}
