/** A plan of a restore as JSON: over HTTP, and in the journal. */
import { templateKinds } from "../domain/restore/PlannedTemplate.ts"
import { Effect, Schema } from "effect"
import { planDigest, type RestorePlan } from "../domain/restore/RestorePlan.ts"
import { restoreId } from "../domain/RestoreId.ts"
import { decoder, encoder } from "./body.ts"
import { FindingJson } from "./CheckDto.ts"
import { ComponentName, Id, Name, Time } from "./scalars.ts"

/** 32 hexadecimal characters. */
export const RestoreIdText = Schema.String.annotate({
  identifier: "RestoreId",
  description: "32 hexadecimal characters.",
  examples: ["6f2c1f0a9b7d4c5e8a1b2c3d4e5f6071"]
}).pipe(Schema.fromBrand("RestoreId", restoreId))

const Target = Schema.TaggedUnion({ InPlace: {}, Into: { prefix: Schema.String }, Drill: {} }).annotate({
  identifier: "RestoreTarget"
})

const Proof = Schema.TaggedUnion({
  NotNeeded: {},
  Drilled: { at: Time, by: RestoreIdText },
  DrillFirst: {},
  Waived: {}
}).annotate({ identifier: "RestoreProof" })

const PlannedIndex = Schema.Struct({
  name: Schema.String,
  shards: Schema.Finite,
  bytes: Schema.Finite,
  files: Schema.Finite
}).annotate({ identifier: "RestorePlannedIndex" })

const Part = Schema.Struct({
  snapshot: Name,
  uuid: Schema.String,
  part: Schema.Int,
  indices: Schema.Array(PlannedIndex)
}).annotate({ identifier: "RestorePart" })

const DoomedIndex = Schema.Struct({
  name: Schema.String,
  uuid: Schema.String,
  open: Schema.Boolean,
  documents: Schema.NullOr(Schema.Finite),
  bytes: Schema.NullOr(Schema.Finite),
  inBackup: Schema.Boolean
}).annotate({ identifier: "RestoreDoomedIndex" })

const PlannedTemplate = Schema.Struct({
  kind: Schema.Literals(templateKinds),
  name: Schema.String,
  body: Schema.String,
  now: Schema.Literals(["missing", "differs"])
}).annotate({ identifier: "RestorePlannedTemplate" })

/** The body. */
export const RestorePlanBody = Schema.Struct({
  component: ComponentName,
  backupId: Id,
  repository: Schema.String,
  version: Schema.String,
  indexPrefix: Schema.String,
  target: Target,
  proof: Proof,
  manifestOf: Schema.NullOr(Schema.String),
  manifestDrilledAt: Schema.NullOr(Time).pipe(Schema.withDecodingDefaultKey(Effect.succeed(null))),
  parts: Schema.Array(Part),
  indicesInBackup: Schema.Finite,
  doomed: Schema.Array(DoomedIndex),
  staying: Schema.Array(Schema.String),
  templates: Schema.Array(PlannedTemplate),
  findings: Schema.Array(FindingJson),
  estimateMillis: Schema.NullOr(Schema.Finite),
  digest: Schema.String.pipe(Schema.fromBrand("PlanDigest", planDigest))
}).annotate({ identifier: "RestorePlan" })

/** To JSON. */
export const encode = encoder<RestorePlan, typeof RestorePlanBody.Encoded>(RestorePlanBody)

/** From JSON, or what is wrong with it. */
export const decode = decoder<RestorePlan, typeof RestorePlanBody.Encoded>(RestorePlanBody)
