/** A restore or drill as JSON: over HTTP, and in the journal. */
import { Schema } from "effect"
import { decoder, encoder } from "./body.ts"
import type { Restore } from "../domain/restore/Restore.ts"
import { RestoreIdText, RestorePlanBody } from "./RestorePlanDto.ts"
import { Time } from "./scalars.ts"

const Stage = Schema.Literals(["drill", "restore"])

const Difference = Schema.Struct({
  index: Schema.String,
  what: Schema.Literals(["shards", "bytes", "documents", "mapping", "settings", "aliases"]),
  expected: Schema.String,
  found: Schema.String
}).annotate({ identifier: "RestoreDifference" })

const Comparison = Schema.Struct({
  indices: Schema.Finite,
  bytes: Schema.Finite,
  documents: Schema.Finite,
  differences: Schema.Array(Difference),
  notCompared: Schema.Array(Schema.String)
}).annotate({ identifier: "RestoreComparison" })

const End = Schema.TaggedUnion({
  Completed: {},
  Differs: { differences: Schema.Array(Difference) },
  ShardFailed: {
    index: Schema.String,
    shard: Schema.Finite,
    snapshot: Schema.String,
    reason: Schema.String
  },
  PlanOutdated: { reason: Schema.String },
  Refused: { step: Schema.String, reason: Schema.String },
  RetryBudgetSpent: { step: Schema.String, reason: Schema.String, budgetMillis: Schema.Finite },
  PartTimedOut: { snapshot: Schema.String, reason: Schema.String, timeoutMillis: Schema.Finite },
  Stopped: { reason: Schema.String }
}).annotate({ identifier: "RestoreEnd" })

const Event = Schema.TaggedUnion({
  TakenOver: {},
  DeletesBegun: {},
  Compared: { stage: Stage, comparison: Comparison },
  TemplatesPut: {},
  Dropped: { stage: Stage },
  StopRequested: { reason: Schema.String },
  Ended: { how: End },
  Resumed: { reason: Schema.String }
}).annotate({ identifier: "RestoreEvent" })

/** The body. */
export const RestoreBody = Schema.Struct({
  id: RestoreIdText,
  plan: RestorePlanBody,
  requestedAt: Time,
  requestedBy: Schema.String,
  term: Schema.Int,
  transitions: Schema.Array(Schema.Struct({ at: Time, by: Schema.String, event: Event }))
}).annotate({ identifier: "Restore" })

/** To JSON. */
export const encode = encoder<Restore, typeof RestoreBody.Encoded>(RestoreBody)

/** From JSON, or what is wrong with it. */
export const decode = decoder<Restore, typeof RestoreBody.Encoded>(RestoreBody)
