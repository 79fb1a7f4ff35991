/** A schedule as it stands: what it is told, when it acts next, what became of its times. */
import { Option } from "effect"
import type { Component } from "../Component.ts"
import { type Job, type Schedule, startOf } from "./Schedule.ts"
import type { Paused, Run, ScheduleRecord } from "./ScheduleRecord.ts"

/** What is told of a schedule. Times are milliseconds since 1970. */
export interface ScheduleStatus {
  readonly job: Job
  /** A cron expression of five fields. */
  readonly expression: string
  readonly timeZone: string
  readonly components: ReadonlyArray<Component>
  readonly withinMillis: number
  readonly jitterMillis: number
  readonly paused: Paused | null
  /** When it begins next, were it not paused; `null`: never. */
  readonly next: number | null
  /** Newest first. */
  readonly runs: ReadonlyArray<Run>
}

/** `salt`: as for `startOf`. */
export const statusOf = (
  schedule: Schedule,
  record: Option.Option<ScheduleRecord>,
  now: number,
  salt: string
): ScheduleStatus => ({
  job: schedule.job,
  expression: schedule.times.expression,
  timeZone: schedule.times.timeZone,
  components: schedule.components,
  withinMillis: schedule.withinMillis,
  jitterMillis: schedule.jitterMillis,
  paused: Option.getOrNull(Option.flatMapNullishOr(record, (x) => x.paused)),
  next: Option.getOrNull(Option.map(schedule.times.next(now), (x) => startOf(schedule, x, salt))),
  runs: Option.match(record, { onNone: () => [], onSome: (x) => x.runs })
})
