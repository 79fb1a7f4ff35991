/** What a check found, in `/api/v1`. */
import { Result, Schema } from "effect"
import * as Finding from "../domain/check/Finding.ts"
import { body, decoder, encoder } from "./body.ts"
import { ComponentName, Time } from "./scalars.ts"

/** One finding: of a check, or of a plan of a restore. */
export const FindingJson = Schema.Struct({
  what: Schema.String,
  component: Schema.NullOr(ComponentName),
  severity: Schema.Literals(Finding.severities),
  symptom: Schema.String,
  impact: Schema.NullOr(Schema.String),
  action: Schema.NullOr(Schema.String)
}).annotate({ identifier: "Finding" })

const CheckJson = Schema.Struct({
  severity: Schema.Literals(Finding.severities),
  checkedAt: Time,
  findings: Schema.Array(FindingJson)
}).annotate({ identifier: "Check" })

/** Everything a check found. `severity` is that of the worst finding. */
export const Body = body<{ readonly at: number; readonly findings: ReadonlyArray<Finding.Finding> }>()(
  CheckJson,
  {
    decode: ({ checkedAt, findings }) => Result.succeed({ at: checkedAt, findings }),
    encode: ({ at, findings }) => ({ severity: Finding.worst(findings), checkedAt: at, findings })
  }
)

/** The JSON of what a check found. */
export const encode = encoder(Body)
/** What a check found, or what is wrong with the JSON. */
export const decode = decoder(Body)
