/** What the last drill of a backup found, as JSON: over HTTP, and in the journal. */
import { Schema } from "effect"
import type { Verification } from "../domain/Verification.ts"
import { decoder, encoder } from "./body.ts"
import { RestoreIdText } from "./RestorePlanDto.ts"
import { ComponentName, Id, Time } from "./scalars.ts"

/** The body. */
export const VerificationBody = Schema.Struct({
  component: ComponentName,
  backupId: Id,
  at: Time,
  by: RestoreIdText,
  snapshots: Schema.String,
  result: Schema.Literals(["verified", "differs", "damaged"]),
  indices: Schema.Finite,
  ofIndices: Schema.Finite,
  bytes: Schema.Finite,
  reason: Schema.NullOr(Schema.String)
}).annotate({ identifier: "Verification" })

/** Several of them. */
export const VerificationsBody = Schema.Struct({ verifications: Schema.Array(VerificationBody) }).annotate({
  identifier: "Verifications"
})

interface Verifications {
  readonly verifications: ReadonlyArray<Verification>
}

/** To JSON. */
export const encode = encoder<Verifications, typeof VerificationsBody.Encoded>(VerificationsBody)

/** From JSON, or what is wrong with it. */
export const decode = decoder<Verifications, typeof VerificationsBody.Encoded>(VerificationsBody)

/** One of them, to JSON. */
export const encodeOne = encoder<Verification, typeof VerificationBody.Encoded>(VerificationBody)
