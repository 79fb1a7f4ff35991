/** What is done by itself: as it was read, and paused or resumed. */
import { jobs } from "@camunda-backup/core"
import { Result } from "effect"
import type { Model } from "../model/Model.ts"
import type { MsgOf } from "../model/Msg.ts"
import { selectedSchedule } from "../model/Schedules.ts"
import { notice } from "./notice.ts"
import { toast } from "./Updated.ts"

export const scheduled = (model: Model, { answer, at }: MsgOf<"Schedules">): Model => ({
  ...model,
  schedules: Result.match(answer, {
    onSuccess: (of) => ({ ...model.schedules, of, at, error: null }),
    onFailure: (error) => ({ ...model.schedules, error })
  })
})

/** The server answers with the schedule as it is then. */
export const scheduleSet = (model: Model, { action, answer, job }: MsgOf<"ScheduleSet">): Model => {
  const next: Model = { ...model, schedules: { ...model.schedules, setting: null } }
  if (Result.isFailure(answer))
    return notice(next, `The ${job} schedule was not ${action}d`, [answer.failure.message])
  const of = (next.schedules.of ?? []).map((x) => (x.job === job ? answer.success : x))
  return toast(
    { ...next, schedules: { ...next.schedules, of } },
    "ok",
    action === "pause"
      ? `The ${job} schedule is paused: its times pass unused.`
      : `The ${job} schedule is resumed.`
  )
}

export const selectNext = (model: Model, by: number): Model => {
  const set = jobs.filter((job) => model.schedules.of?.some((x) => x.job === job) === true)
  const now = selectedSchedule(model.schedules)?.job
  const at = set.findIndex((x) => x === now)
  return {
    ...model,
    schedules: { ...model.schedules, selected: set[(at + by + set.length) % Math.max(1, set.length)] ?? null }
  }
}
