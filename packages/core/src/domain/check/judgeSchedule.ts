/**
 * Judges what is done by itself: whether a schedule is paused, its last time passed unused, or what it began did not end well. None of it keeps a backup
 * from being taken by hand, so that nothing here is an error.
 */
import { Option, Result } from "effect"
import type { StoreError } from "../BackupError.ts"
import * as BackupId from "../BackupId.ts"
import type { Component } from "../Component.ts"
import * as Quantities from "../Quantities.ts"
import { decideRun } from "../schedule/decideRun.ts"
import { type Job, type Schedule, startOf } from "../schedule/Schedule.ts"
import type { Run, ScheduleRecord } from "../schedule/ScheduleRecord.ts"
import * as Finding from "./Finding.ts"

/** What became of what the last time of a schedule began, in one component. */
export interface Begun {
  readonly component: Component
  /** As the state of a backup or of a drill is named. */
  readonly state: string
  readonly outcome: "good" | "running" | "failed"
  /** Why it is not good, in one sentence, where that is known. */
  readonly reason: string | null
}

/** A schedule, and what is known of it. */
export interface Facts {
  readonly schedule: Schedule
  /** `none`: no process has looked at it yet. */
  readonly record: Option.Option<ScheduleRecord>
  /** Of its last run; without the components of which nothing is known, or nothing is left. */
  readonly begun: ReadonlyArray<Begun>
  readonly now: number
  /** As for `startOf`. */
  readonly salt: string
}

const at = (millis: number): string => `${Quantities.utc(millis)} UTC`

/** Longer than any server takes to look and to begin. */
const soonMillis = 60_000

const impacts: Readonly<Record<Job, string>> = {
  backup: "No backup was taken at that time.",
  drill: "No backup was verified at that time."
}

const byHand: Readonly<Record<Job, string>> = { backup: "create", drill: "restore drill latest-good" }

const nameOf = ({ job, times }: Schedule): string =>
  `The ${job} schedule ${times.expression} (${times.timeZone})`

const paused = ({ record, schedule }: Facts): Option.Option<Finding.Trouble> =>
  Option.map(
    Option.flatMapNullishOr(record, (x) => x.paused),
    (x) => ({
      symptom: `${nameOf(schedule)} is paused since ${at(x.at)} by ${x.by}.`,
      impact: "Its times pass unused until it is resumed.",
      action: `camunda-backup schedule resume ${schedule.job}`
    })
  )

const unknownToServers = ({ record, schedule }: Facts): Option.Option<Finding.Trouble> =>
  Option.isSome(record)
    ? Option.none()
    : Option.some({
        symptom: `${nameOf(schedule)} is set, and the journal has no record of it.`,
        impact: "No server that acts on it has looked at it yet; until one does, nothing begins.",
        action: "Run camunda-backup-server with this schedule and this repository."
      })

const unused = ({ record, schedule }: Facts): Option.Option<Finding.Trouble> => {
  if (Option.exists(record, (x) => x.paused !== null)) return Option.none()
  const last = Option.flatMapNullishOr(record, (x) => x.runs[0])
  return Option.map(
    Option.filter(last, (x) => x.outcome === "skipped"),
    ({ dueAt, reason }) => ({
      symptom: `The time ${at(dueAt)} of the ${schedule.job} schedule was skipped: ${reason ?? "no reason was kept."}`,
      impact: impacts[schedule.job],
      action: `Fix the reason, then do it by hand if the next time is too late: camunda-backup ${byHand[schedule.job]}`
    })
  )
}

/** A time whose window has passed, or is open for a while, and of which the journal says nothing. */
const overdue = ({ now, record, salt, schedule }: Facts): Option.Option<Finding.Trouble> => {
  if (Option.isNone(record) || record.value.paused !== null) return Option.none()
  const decision = decideRun(schedule, record.value, now, salt, null)
  if (decision._tag === "Wait") return Option.none()
  const startAt = startOf(schedule, decision.dueAt, salt)
  if (now - startAt <= soonMillis) return Option.none()
  const ends = startAt + schedule.withinMillis
  const action = "Look whether a camunda-backup-server runs with this schedule, and what its log says."
  return Option.some(
    decision._tag === "Skip"
      ? {
          symptom: `The time ${at(decision.dueAt)} of the ${schedule.job} schedule has passed, its window ended at ${at(ends)}, and the journal has no record of what became of it.`,
          impact: impacts[schedule.job],
          action
        }
      : {
          symptom: `The ${schedule.job} schedule is due since ${at(startAt)}, and has not begun.`,
          impact: `A server tries until ${at(ends)}; then the time is skipped.`,
          action
        }
  )
}

const failed = ({ begun, record, schedule }: Facts): Option.Option<Finding.Trouble> => {
  const bad = begun.filter((x) => x.outcome === "failed")
  const run = Option.flatMapNullishOr(record, (x) => x.runs[0])
  if (bad.length === 0 || Option.isNone(run)) return Option.none()
  const said = bad.map(
    ({ component, reason, state }) => `${component} ${state}${reason === null ? "" : ` (${reason})`}`
  )
  return Option.some({
    symptom: `The ${schedule.job} of ${at(run.value.dueAt)}, backup ${idOf(run.value)}, did not end well: ${said.join(", ")}.`,
    impact:
      schedule.job === "backup"
        ? "It is not tried again by itself, and what is older is not removed after it."
        : "The backup is not verified. It is not tried again by itself.",
    action:
      schedule.job === "backup"
        ? `Find out why, then resume it or take another: camunda-backup get ${idOf(run.value)}`
        : "Find out why: camunda-backup restore list"
  })
}

const idOf = ({ backupId }: Run): string => (backupId === null ? "unknown" : BackupId.format(backupId))

const retention = ({ record }: Facts): Option.Option<Finding.Trouble> => {
  const run = Option.flatMapNullishOr(record, (x) => x.runs[0])
  return Option.flatMap(run, (x) =>
    x.retention === null || x.retention.reason === null
      ? Option.none()
      : Option.some({
          symptom: `Retention after backup ${idOf(x)} stopped: ${x.retention.reason}`,
          impact: "Backups that the policy does not keep are still there.",
          action:
            "Fix the reason. The next backup of the schedule tries again; camunda-backup retention plan shows what it would remove."
        })
  )
}

const lastText = ({ begun, record }: Facts): string => {
  const run = Option.flatMapNullishOr(record, (x) => x.runs[0])
  if (Option.isNone(run)) return "; no time of it has come yet"
  const { dueAt, outcome } = run.value
  if (outcome === "skipped") return `; the time ${at(dueAt)} was skipped`
  const states = begun.map(({ component, state }) => `${component} ${state}`).join(", ")
  return `; last began backup ${idOf(run.value)} at ${at(dueAt)}${states === "" ? "" : `: ${states}`}`
}

const nextText = ({ now, salt, schedule }: Facts): string =>
  Option.match(schedule.times.next(now), {
    onNone: () => "has no time to come",
    onSome: (x) => `is next at ${at(startOf(schedule, x, salt))}`
  })

/** What is looked at, by its job. */
export const whatOf = (job: Job): string => `${job}-schedule`

/** Every trouble of one schedule; one `ok` where there is none. */
export const schedule = (
  job: Job,
  seen: Result.Result<Facts, StoreError>
): ReadonlyArray<Finding.Finding> => {
  const what = whatOf(job)
  if (Result.isFailure(seen)) return [Finding.unknown(what, seen.failure)]
  const facts = seen.success
  const troubles = [paused, unknownToServers, overdue, unused, failed, retention].flatMap((x) =>
    Option.toArray(x(facts))
  )
  return troubles.length === 0
    ? [Finding.ok(what, `${nameOf(facts.schedule)} ${nextText(facts)}${lastText(facts)}.`)]
    : troubles.map((x) => Finding.warning(what, x))
}

/** Of a process that is told no schedule; another one may be. */
export const noneSet: Finding.Finding = Finding.ok(
  whatOf("backup"),
  "No schedule is set here (CAMUNDA_BACKUP_SCHEDULE): backups are taken when somebody asks for one."
)
