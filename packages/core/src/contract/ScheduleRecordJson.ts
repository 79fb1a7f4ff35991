/** The record of a schedule as the journal keeps it. */
import { Schema } from "effect"
import type { ScheduleRecord } from "../domain/schedule/ScheduleRecord.ts"
import { decoder, encoder } from "./body.ts"
import { Id, Time } from "./scalars.ts"

/** What retention did after a scheduled backup. */
export const RetainedJson = Schema.Struct({
  at: Time,
  by: Schema.String,
  finished: Schema.Boolean,
  removed: Schema.Array(Id),
  reason: Schema.NullOr(Schema.String)
}).annotate({ identifier: "Retained" })

/** What became of one time of a schedule. */
export const RunJson = Schema.Struct({
  dueAt: Time,
  at: Time,
  by: Schema.String,
  outcome: Schema.Literals(["started", "skipped"]),
  backupId: Schema.NullOr(Id),
  reason: Schema.NullOr(Schema.String),
  retention: Schema.NullOr(RetainedJson)
}).annotate({ identifier: "ScheduledRun" })

/** Who paused a schedule. */
export const PausedJson = Schema.Struct({ at: Time, by: Schema.String }).annotate({ identifier: "Paused" })

const RecordJson = Schema.Struct({
  since: Time,
  paused: Schema.NullOr(PausedJson),
  claim: Schema.NullOr(Schema.Struct({ dueAt: Time, at: Time, by: Schema.String })),
  runs: Schema.Array(RunJson)
})

/** To JSON. */
export const encode = encoder<ScheduleRecord, typeof RecordJson.Encoded>(RecordJson)

/** From JSON, or what is wrong with it. */
export const decode = decoder<ScheduleRecord, typeof RecordJson.Encoded>(RecordJson)
