/**
 * Errors in `/api/v1`: problem details (RFC 9457) with what programs base decisions on (`code`, `retryable`, `details`) and what a person should do
 * (`hint`). A client restores the same error from code and facts and never reads a message.
 */
import { Option, Schema } from "effect"
import type { BackupError } from "../domain/BackupError.ts"
import { ServerRefused } from "../domain/TransportError.ts"
import * as ErrorDto from "./ErrorDto.ts"
import { decoder } from "./body.ts"

/** A problem. */
export const Body = Schema.Struct({
  type: Schema.String.annotate({ format: "uri" }),
  title: Schema.String,
  status: Schema.Int,
  detail: Schema.String,
  instance: Schema.String.annotate({ format: "uri" }),
  code: Schema.String,
  hint: Schema.String,
  retryable: Schema.Boolean,
  details: Schema.Record(Schema.String, Schema.Json)
}).annotate({
  identifier: "Problem",
  description: "Problem details as in RFC 9457. `code` is stable: base decisions on it."
})

/** A problem as JSON. */
export type Problem = typeof Body.Type

/** A problem, or what is wrong with the JSON. */
export const decode = decoder(Body)

/** The error from which the problem was made, if it is one of the expected ones; any other in the server's own words. */
export const expected = <E extends BackupError>(
  problem: Problem,
  isExpected: (error: BackupError) => error is E
): E | ServerRefused =>
  Option.match(Option.filter(ErrorDto.errorOf(problem.code, problem.details), isExpected), {
    onNone: () => refused(problem),
    onSome: (error) => error
  })

/** In the server's own words, with everything it said. */
export const refused = ({ status, detail, code, hint, retryable }: Problem): ServerRefused =>
  new ServerRefused({ status, text: detail, said: { code, hint, retryable } })
