/** Words for how an installation stands, for `status` and for the overview of the terminal UI. */
import { BackupId, Quantities, type Standing } from "@camunda-backup/core"

const halfText = ({ backupId, component, lacking }: Standing.Half): string =>
  backupId === null
    ? `${component} has none`
    : `${component} has ${BackupId.format(backupId)} (there ${lacking.map((x) => `${x.component} ${x.state ?? "has none"}`).join(", ")})`

/** Why no backup is good: which component lacks it under which id. */
export const noneGood = ({ halves }: Standing.Standing): string =>
  halves.every((x) => x.backupId === null)
    ? "none"
    : `none under one id: ${halves.map(halfText).join("; ")}. Restoring needs both: camunda-backup create`

/** `LATE: objective 1d`; `null`: it is not late, or there is none that could be. */
export const lateText = (standing: Standing.Standing, objectiveMillis: number | null): string | null =>
  standing.isLate && standing.ageMillis !== null && objectiveMillis !== null
    ? `LATE: objective ${Quantities.exactDuration(objectiveMillis)}`
    : null
