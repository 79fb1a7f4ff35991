/** How old the last good backup may be before the page warns. */
import { Quantities } from "@camunda-backup/core"
import { expectedInterval } from "../metrics/scheduleGauges.ts"
import type { PageFacts } from "./PageFacts.ts"

/** Where nothing is scheduled here: somebody else takes one a day, and two hours for it to be taken. */
const usual = 26 * Quantities.unitMillis.h

/** The longest time between two of the schedule, and as long as one of them is made up for. Milliseconds. */
export const objectiveOf = ({ schedules }: PageFacts): number => {
  const backups = schedules?.find((x) => x.job === "backup")
  const interval = backups === undefined ? null : expectedInterval(backups)
  return backups === undefined || interval === null ? usual : interval * 1000 + backups.withinMillis
}
