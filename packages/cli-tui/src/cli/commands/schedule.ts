import {
  type Run,
  jobs,
  Quantities,
  ScheduleDto,
  type ScheduleStatus,
  SchedulesClient
} from "@camunda-backup/core"
import { Effect } from "effect"
import type { Command } from "../context/Context.ts"
import { moment, orDash } from "../output/cells.ts"
import { output } from "../output/Output.ts"
import { table } from "../output/table.ts"

/** So many runs are shown to people. */
const shownRuns = 10

const retained = ({ retention }: Run): string => {
  if (retention === null) return ""
  const removed = Quantities.count(retention.removed.length, "backup")
  if (!retention.finished) return "; retention is at work"
  return retention.reason === null ? `; ${removed} removed after it` : `; retention: ${retention.reason}`
}

const outcome = (run: Run): string =>
  run.outcome === "skipped"
    ? `skipped: ${run.reason ?? ""}`
    : `began ${run.backupId === null ? "" : String(run.backupId)}${retained(run)}`

const head = (x: ScheduleStatus): string =>
  [
    `${x.job}: ${x.expression} (${x.timeZone}), ${x.components.join(" and ")}`,
    `  ${x.paused === null ? `next ${moment(x.next)}` : `PAUSED since ${moment(x.paused.at)} by ${x.paused.by}; its times pass unused`}`,
    `  made up for within ${Quantities.exactDuration(x.withinMillis)}${x.jitterMillis === 0 ? "" : `, begins up to ${Quantities.exactDuration(x.jitterMillis)} later`}`,
    ""
  ].join("\n")

const textOf = (schedule: ScheduleStatus, columns: number | null): string =>
  schedule.runs.length === 0
    ? `${head(schedule)}  no time has passed yet\n`
    : `${head(schedule)}${table(
        ["DUE", "BY", "OUTCOME"],
        schedule.runs.slice(0, shownRuns).map((x) => [moment(x.dueAt), orDash(x.by, String), outcome(x)]),
        columns
      )}`

/** What is done by itself; and to pause and resume it. */
export const schedule: Command = Effect.fnUntraced(function* ({ invocation }) {
  const api = yield* SchedulesClient
  const [action, name] = invocation.word.split(" ")
  const job = jobs.find((x) => x === name)
  const changed =
    job === undefined || action === "show"
      ? null
      : yield* action === "pause" ? api.pause(job) : api.resume(job)
  const schedules = changed === null ? yield* api.look : [changed]
  const documents = schedules.map((x) => ScheduleDto.encodeOne(x))
  return output({
    text: (_, columns = null) => schedules.map((x) => textOf(x, columns)).join("\n"),
    document: { schedules: documents },
    lines: documents,
    names: schedules.map((x) => x.job),
    notes:
      schedules.length === 0
        ? ["Nothing is done by itself: no schedule is set at the server (CAMUNDA_BACKUP_SCHEDULE)."]
        : []
  })
})
