/** Schedules, in `/api/v1`. */
import { Schema } from "effect"
import { jobs } from "../domain/schedule/Schedule.ts"
import type { ScheduleStatus } from "../domain/schedule/ScheduleStatus.ts"
import { decoder, encoder } from "./body.ts"
import { PausedJson, RunJson } from "./ScheduleRecordJson.ts"
import { ComponentName, Time } from "./scalars.ts"

const Status = Schema.Struct({
  job: Schema.Literals(jobs),
  expression: Schema.String.annotate({ examples: ["0 2 * * *"] }),
  timeZone: Schema.String.annotate({ examples: ["Europe/Berlin"] }),
  components: Schema.Array(ComponentName),
  withinMillis: Schema.Finite,
  jitterMillis: Schema.Finite,
  paused: Schema.NullOr(PausedJson),
  next: Schema.NullOr(Time),
  runs: Schema.Array(RunJson)
}).annotate({ identifier: "Schedule" })

interface Schedules {
  readonly schedules: ReadonlyArray<ScheduleStatus>
}

/** All that are set. */
export const Body = Schema.Struct({ schedules: Schema.Array(Status) }).annotate({ identifier: "Schedules" })

/** One of them. */
export const One = Status

/** To JSON. */
export const encode = encoder<Schedules, typeof Body.Encoded>(Body)

/** From JSON, or what is wrong with it. */
export const decode = decoder<Schedules, typeof Body.Encoded>(Body)

/** One, to JSON. */
export const encodeOne = encoder<ScheduleStatus, typeof One.Encoded>(One)

/** One, from JSON, or what is wrong with it. */
export const decodeOne = decoder<ScheduleStatus, typeof One.Encoded>(One)
