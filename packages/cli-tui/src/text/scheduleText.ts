/** One line of what the server does by itself: when next, and what became of the last time. */
import { BackupId, Quantities, type Run, type ScheduleStatus } from "@camunda-backup/core"
import { printable } from "./printable.ts"

const lastText = ({ backupId, dueAt, outcome, reason }: Run): string =>
  outcome === "skipped"
    ? `; the time of ${Quantities.utc(dueAt)}Z was skipped: ${printable(reason ?? "")}`
    : `; last began ${backupId === null ? "" : `${BackupId.format(backupId)} `}at ${Quantities.utc(dueAt)}Z`

export const scheduleText = ({ expression, job, next, paused, runs, timeZone }: ScheduleStatus): string => {
  const [last] = runs
  const when =
    paused === null
      ? next === null
        ? "never again"
        : `next ${Quantities.utc(next)}Z`
      : `PAUSED since ${Quantities.utc(paused.at)}Z by ${printable(paused.by)}`
  return `${job} ${expression} (${timeZone}), ${when}${last === undefined ? "" : lastText(last)}`
}
