/** What is done by itself: when, of what, what came of the last times, and what is wrong with it. */
import { BackupId, Quantities, type Run, type ScheduleStatus } from "@camunda-backup/core"
import type { Model } from "../model/Model.ts"
import { failureOf, nextWords } from "../model/scheduleTroubles.ts"
import { areNotOffered, selectedSchedule } from "../model/Schedules.ts"
import { ofBackup } from "../theme/glyphs.ts"
import type { Role } from "../theme/themes.ts"
import { labelled, type Line, line, span } from "./Line.ts"
import { glyph, type Pen, penOf } from "./Pen.ts"

const retained = ({ retention }: Run): string => {
  if (retention === null) return ""
  if (retention.reason !== null) return `; retention stopped: ${retention.reason}`
  return retention.finished
    ? `; ${Quantities.count(retention.removed.length, "backup")} removed after it`
    : "; retention is at work"
}

const runLines = (
  model: Model,
  of: ScheduleStatus,
  run: Run,
  width: number,
  pen: Pen
): ReadonlyArray<Line> => {
  const failure = failureOf(model, of, run)
  const isSkipped = run.outcome === "skipped"
  const role: Role = isSkipped || run.retention?.reason != null ? "warn" : failure === null ? "plain" : "bad"
  const began = `began ${run.backupId === null ? "" : BackupId.format(run.backupId)}`
  const words = isSkipped
    ? `${glyph(ofBackup.INCOMPLETE, pen)} SKIPPED: ${run.reason ?? "no reason was kept."}`
    : `${failure === null ? began : `${glyph(ofBackup.FAILED, pen)} ${began}; ${failure}`}${retained(run)}`
  return labelled(`    ${Quantities.utc(run.dueAt).slice(0, 16)}  `, "muted", words, width, role)
}

const nextOf = (model: Model, { job, next, paused }: ScheduleStatus): readonly [string, Role] => {
  if (paused !== null)
    return [`PAUSED since ${Quantities.utc(paused.at)} UTC by ${paused.by}; its times pass unused`, "warn"]
  return next === null ? ["never again", "warn"] : [nextWords(model, { job, at: next }), "ok"]
}

const scheduleLines = (model: Model, x: ScheduleStatus, width: number, pen: Pen): ReadonlyArray<Line> => {
  const isSelected = selectedSchedule(model.schedules)?.job === x.job
  const [next, role] = nextOf(model, x)
  const jitter =
    x.jitterMillis === 0 ? "" : `, begins up to ${Quantities.exactDuration(x.jitterMillis)} later`
  return [
    ...labelled(
      `${isSelected ? pen.cursor : " "} ${x.job}  `,
      isSelected ? "focus" : "title",
      `${x.expression} (${x.timeZone}), ${x.components.join(" and ")}`,
      width,
      "title"
    ),
    ...labelled("  Next     ", "muted", next, width, role),
    ...labelled(
      "  Missed   ",
      "muted",
      `made up for within ${Quantities.exactDuration(x.withinMillis)}${jitter}`,
      width
    ),
    line(span("  Last (UTC)", "muted")),
    ...(x.runs.length === 0
      ? [line(span("    no time of it has come yet", "muted"))]
      : x.runs.flatMap((run) => runLines(model, x, run, width, pen))),
    line("")
  ]
}

export const schedulesText = (model: Model, width: number): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const { at, error, of } = model.schedules
  if (areNotOffered(model.schedules))
    return labelled(
      "",
      "muted",
      "Camunda's own server does nothing by itself; camunda-backup-server does.",
      width
    )
  const stale =
    error === null
      ? []
      : labelled(
          `${glyph(ofBackup.INCOMPLETE, pen)} `,
          "warn",
          `They cannot be read: ${error.message}${at === null ? "" : ` This is what was read ${Quantities.duration(model.now - at)} ago.`}`,
          width,
          "warn"
        )
  if (of === null) return error === null ? [line(`Reading the schedules ${pen.more}`)] : stale
  if (of.length === 0)
    return [
      ...stale,
      ...labelled(
        "",
        "plain",
        "No schedule is set here (CAMUNDA_BACKUP_SCHEDULE): backups are taken when somebody asks for one.",
        width
      )
    ]
  return [...stale, ...of.flatMap((x) => scheduleLines(model, x, width, pen))]
}
