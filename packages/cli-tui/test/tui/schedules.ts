/** What is done by itself, in every state, for the tests of the terminal UI. */
import type { Run, ScheduleStatus } from "@camunda-backup/core"
import { Result } from "effect"
import type { MsgOf } from "../../src/tui/model/Msg.ts"
import { id, now } from "./builders.ts"

const hour = 3_600_000

export const runOf = (key: number, hours: number, more: Partial<Run> = {}): Run => ({
  dueAt: now - hours * hour,
  at: now - hours * hour + 1000,
  by: "host-1",
  outcome: "started",
  backupId: id(key),
  reason: null,
  retention: null,
  ...more
})

export const skippedOf = (hours: number, reason = "No process ran within 2h of its time."): Run =>
  runOf(0, hours, { outcome: "skipped", backupId: null, reason })

/** One that is well: its last backup is there, and retention removed two after it. */
export const nightly: ScheduleStatus = {
  job: "backup",
  expression: "0 3 * * *",
  timeZone: "Europe/Berlin",
  components: ["operate", "tasklist"],
  withinMillis: 2 * hour,
  jitterMillis: 600_000,
  paused: null,
  next: now + 24 * hour,
  runs: [
    runOf(1787450403, 24, {
      retention: {
        at: now - 23 * hour,
        by: "host-1",
        finished: true,
        removed: [id(1), id(2)],
        reason: null
      }
    }),
    skippedOf(48)
  ]
}

export const weekly: ScheduleStatus = {
  ...nightly,
  job: "drill",
  expression: "0 4 * * 0",
  jitterMillis: 0,
  next: now + 98 * hour,
  runs: []
}

export const paused: ScheduleStatus = {
  ...nightly,
  paused: { at: now - 2 * hour, by: "amal, terminal UI" }
}

export const skipped: ScheduleStatus = { ...nightly, runs: [skippedOf(2), ...nightly.runs] }

export const failed: ScheduleStatus = { ...nightly, runs: [runOf(1787364003, 48)] }

export const scheduledOf = (...all: ReadonlyArray<ScheduleStatus>): MsgOf<"Schedules"> => ({
  _tag: "Schedules",
  answer: Result.succeed(all),
  at: now
})
