import { Option } from "effect"
import { exactDuration } from "../Quantities.ts"
import { type Schedule, startOf } from "./Schedule.ts"
import { lastDue, type ScheduleRecord } from "./ScheduleRecord.ts"

/** What a process does about a schedule now. */
export type Decision =
  /** Nothing is due. `until`: when to look again; `null`: no time will ever come. */
  | { readonly _tag: "Wait"; readonly until: number | null }
  | { readonly _tag: "Start"; readonly dueAt: number }
  /** The time passes unused. */
  | { readonly _tag: "Skip"; readonly dueAt: number; readonly reason: string }

/**
 * Of several times that were missed only the latest is made up for. `trouble`: why the last try to begin failed; `null`: there was none.
 */
export const decideRun = (
  schedule: Schedule,
  record: ScheduleRecord,
  now: number,
  salt: string,
  trouble: string | null
): Decision => {
  const due = Option.filter(
    schedule.times.latest(now),
    (x) => x > record.since && !Option.exists(lastDue(record), (last) => last >= x)
  )
  if (Option.isNone(due))
    return {
      _tag: "Wait",
      until: Option.getOrNull(Option.map(schedule.times.next(now), (x) => startOf(schedule, x, salt)))
    }
  const dueAt = due.value
  if (record.paused !== null) return { _tag: "Skip", dueAt, reason: `It was paused by ${record.paused.by}.` }
  const startAt = startOf(schedule, dueAt, salt)
  if (now < startAt) return { _tag: "Wait", until: startAt }
  if (now - startAt > schedule.withinMillis)
    return {
      _tag: "Skip",
      dueAt,
      reason: trouble ?? `No process ran within ${exactDuration(schedule.withinMillis)} of its time.`
    }
  return { _tag: "Start", dueAt }
}
