/** Restores and drills, newest first, in `/api/v1`. */
import { Schema } from "effect"
import * as RestoreEnd from "../domain/restore/RestoreEnd.ts"
import type { RestoreSummary } from "../domain/restore/RestoreSummary.ts"
import { decoder, encoder } from "./body.ts"
import { RestoreIdText } from "./RestorePlanDto.ts"
import { ComponentName, Id, Time } from "./scalars.ts"

/** One restore or drill, in a list. */
export const Summary = Schema.Struct({
  id: RestoreIdText,
  component: ComponentName,
  backupId: Id,
  target: Schema.Literals(["InPlace", "Into", "Drill"]),
  requestedAt: Time,
  requestedBy: Schema.String,
  state: Schema.Literals(["Running", ...RestoreEnd.endTags]),
  endedAt: Schema.NullOr(Time),
  reason: Schema.NullOr(Schema.String),
  indices: Schema.Finite,
  bytes: Schema.Finite
}).annotate({ identifier: "RestoreSummary" })

interface Restores {
  readonly restores: ReadonlyArray<RestoreSummary>
}

/** The body. */
export const Body = Schema.Struct({ restores: Schema.Array(Summary) }).annotate({ identifier: "Restores" })

/** To JSON. */
export const encode = encoder<Restores, typeof Body.Encoded>(Body)

/** From JSON, or what is wrong with it. */
export const decode = decoder<Restores, typeof Body.Encoded>(Body)
