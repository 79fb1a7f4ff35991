/** A cancel or a resume that was accepted, in `/api/v1`: it is recorded, and can be followed at its location. */
import { Result, Schema } from "effect"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import { body, encoder } from "./body.ts"
import { locationOf } from "./location.ts"
import { ComponentName, Id } from "./scalars.ts"

const AcceptedJson = Schema.Struct({
  component: ComponentName,
  backupId: Id,
  location: Schema.String
}).annotate({ identifier: "Accepted" })

/** The backup for which it was accepted. */
export const Body = body<{ readonly component: Component; readonly backupId: BackupId }>()(AcceptedJson, {
  decode: ({ component, backupId }) => Result.succeed({ component, backupId }),
  encode: ({ component, backupId }) => ({ component, backupId, location: locationOf(component, backupId) })
})

/** The JSON of what was accepted. */
export const encode = encoder(Body)
