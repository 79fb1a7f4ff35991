/** Which installation it is, in `/api/v1`. */
import { Result, Schema } from "effect"
import * as Component from "../domain/Component.ts"
import type { Installation } from "../domain/Installation.ts"
import * as Identity from "../domain/Identity.ts"
import { body, decoder, encoder } from "./body.ts"
import { ComponentName } from "./scalars.ts"

const IdentityJson = Schema.Struct({
  name: Schema.String,
  role: Schema.Literals(Identity.roles),
  components: Schema.NullOr(Schema.Array(ComponentName))
}).annotate({
  identifier: "Identity",
  description:
    "As whom the server knows the one who asks. components: of which it may change something; null: of all."
})

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
  indexPrefixes: Schema.NullOr(Schema.Struct(Component.record(() => Schema.String))),
  /** Absent: of a server that does not say so. */
  identity: Schema.optionalKey(Schema.NullOr(IdentityJson))
}).annotate({ identifier: "Installation" })

/** Which installation it is; what cannot be looked at is `null`. */
export const Body = body<Installation>()(InstallationJson, {
  decode: ({ identity = null, ...json }) => Result.succeed({ ...json, identity }),
  encode: (installation) => installation
})

/** The JSON of an installation. */
export const encode = encoder(Body)
/** An installation, or what is wrong with the JSON. */
export const decode = decoder(Body)
