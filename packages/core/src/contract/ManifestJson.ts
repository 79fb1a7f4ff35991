/** A manifest as JSON, as the journal keeps it. */
import { Effect, Schema } from "effect"
import type { Manifest } from "../domain/restore/Manifest.ts"
import { decoder, encoder } from "./body.ts"
import { ComponentName, Id, Time } from "./scalars.ts"

const Count = Schema.Struct({
  name: Schema.String,
  documents: Schema.Finite,
  sequence: Schema.Array(Schema.Finite)
})

const Captured = Schema.Array(Schema.Struct({ name: Schema.String, body: Schema.String }))

/** Manifests that were kept before it was told have none of it. */
const Flag = Schema.Boolean.pipe(Schema.withDecodingDefaultKey(Effect.succeed(false)))

const ManifestBody = Schema.Struct({
  component: ComponentName,
  backupId: Id,
  attempt: Schema.String,
  drilled: Schema.NullOr(Schema.Struct({ at: Time, snapshots: Schema.String })).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed(null))
  ),
  elasticsearch: Schema.NullOr(Schema.String),
  indices: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      uuid: Schema.String,
      createdVersion: Schema.String,
      mapping: Schema.NullOr(Schema.String),
      settings: Schema.Record(Schema.String, Schema.String),
      aliases: Schema.NullOr(Schema.Array(Schema.Struct({ name: Schema.String, options: Schema.String }))),
      closed: Flag,
      writeBlocked: Flag,
      replicas: Schema.NullOr(Schema.Finite).pipe(Schema.withDecodingDefaultKey(Effect.succeed(null))),
      before: Schema.NullOr(Count),
      after: Schema.NullOr(Count)
    })
  ),
  templates: Schema.NullOr(
    Schema.Struct({ indexTemplates: Captured, componentTemplates: Captured, policies: Captured })
  )
})

/** To JSON. */
export const encode = encoder<Manifest, typeof ManifestBody.Encoded>(ManifestBody)

/** From JSON, or what is wrong with it. */
export const decode = decoder<Manifest, typeof ManifestBody.Encoded>(ManifestBody)
