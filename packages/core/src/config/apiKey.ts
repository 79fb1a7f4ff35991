import * as Base64 from "effect/encoding/Base64"
import { Option, Redacted, Result } from "effect"

const pair = /^[\w.~+/=-]+:[\w.~+/=-]+$/

const expected =
  'expected an API key as Elasticsearch gives it when it makes one: its "encoded" text, or its "id" and "api_key" joined by a colon. What it holds is neither.'

const secret = (encoded: string) => Result.succeed(Redacted.make(encoded, { label: "API key" }))

/** An API key in the encoded form, from that form or from `id:key`. The reason of a failure does not repeat any of it. */
export const apiKey = (text: string): Result.Result<Redacted.Redacted, string> => {
  if (pair.test(text)) return secret(Base64.encode(text))
  const decoded = Result.getSuccess(Base64.decodeString(text))
  return Option.exists(decoded, (x) => pair.test(x)) ? secret(text) : Result.fail(expected)
}
