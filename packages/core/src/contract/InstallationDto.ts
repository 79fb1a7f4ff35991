/** Which installation it is, in `/api/v1`. */
import { Result, Schema } from "effect"
import * as Component from "../domain/Component.ts"
import type { Installation } from "../domain/Installation.ts"
import { body, decoder, encoder } from "./body.ts"

const InstallationJson = Schema.Struct({
  cluster: Schema.NullOr(Schema.String),
  elasticsearch: Schema.NullOr(Schema.String),
  health: Schema.NullOr(Schema.String),
  repository: Schema.NullOr(
    Schema.Struct({
      name: Schema.String,
      type: Schema.NullOr(Schema.String),
      location: Schema.NullOr(Schema.String),
      readonly: Schema.Boolean
    })
  ),
  camundaVersion: Schema.NullOr(Schema.String),
  indexPrefixes: Schema.NullOr(Schema.Struct(Component.record(() => Schema.String)))
}).annotate({ identifier: "Installation" })

/** Which installation it is; what cannot be looked at is `null`. */
export const Body = body<Installation>()(InstallationJson, {
  decode: (json) => Result.succeed(json),
  encode: (installation) => installation
})

/** The JSON of an installation. */
export const encode = encoder(Body)
/** An installation, or what is wrong with the JSON. */
export const decode = decoder(Body)
