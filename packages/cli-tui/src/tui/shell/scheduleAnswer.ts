/** Carries out the tasks that are about schedules. */
import { type ClientError, Quantities, type ScheduleStatus, SchedulesClient } from "@camunda-backup/core"
import { Clock, Effect } from "effect"
import type { Msg } from "../model/Msg.ts"
import type { ScheduleTask } from "../model/Task.ts"
import { noted, read, type Send } from "./noted.ts"

export const scheduleAnswer = Effect.fnUntraced(function* (
  task: ScheduleTask,
  server: string,
  send: Send
): Effect.fn.Return<Msg, never, SchedulesClient> {
  const schedules = yield* SchedulesClient
  switch (task._tag) {
    case "Schedules": {
      const answer = yield* noted(send, "schedules", read(schedules.look, server), (x) =>
        Quantities.count(x.length, "schedule")
      )
      return { _tag: "Schedules", answer, at: yield* Clock.currentTimeMillis }
    }
    case "SetSchedule": {
      const { action, job } = task
      const asked: Effect.Effect<ScheduleStatus, ClientError> = schedules[action](job)
      const answer = yield* noted(send, `${action} schedule ${job}`, asked, (x) =>
        x.paused === null ? "not paused" : "paused"
      )
      return { _tag: "ScheduleSet", action, job, answer }
    }
  }
})
