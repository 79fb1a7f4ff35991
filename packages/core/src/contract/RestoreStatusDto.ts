/** A restore or drill, and how far it is, in `/api/v1`. */
import { Schema } from "effect"
import type { RestoreStatus } from "../domain/restore/RestoreStatus.ts"
import { decoder, encoder } from "./body.ts"
import { RestoreBody } from "./RestoreDto.ts"
import { Amount } from "./scalars.ts"

/** The body. */
export const Body = Schema.Struct({
  restore: RestoreBody,
  stage: Schema.NullOr(Schema.Literals(["drill", "restore"])),
  shards: Amount,
  files: Amount,
  bytes: Amount
}).annotate({ identifier: "RestoreStatus" })

/** To JSON. */
export const encode = encoder<RestoreStatus, typeof Body.Encoded>(Body)

/** From JSON, or what is wrong with it. */
export const decode = decoder<RestoreStatus, typeof Body.Encoded>(Body)
