/** From a problem of `/api/v1` back to the error it was made of: by its code and facts, never by its words. */
import { Option, Result, Schema } from "effect"
import * as ErrorDto from "../../contract/ErrorDto.ts"
import { type BackupError, NotOffered, ServerRefused } from "../../domain/BackupError.ts"
import { parsePlain } from "./parseExact.ts"
import { type Refusal, refusal } from "./refusal.ts"

const Problem = Schema.Struct({
  code: Schema.String,
  detail: Schema.String,
  details: Schema.optionalKey(Schema.Unknown)
})

const decode = Schema.decodeUnknownOption(Problem)

/** `what` was asked for, as the end of "offers to …". */
export const apiRefusal = (what: string, answer: Refusal): BackupError => {
  const problem = decode(Result.getOrElse(parsePlain(answer.body), () => null))
  if (Option.isSome(problem)) {
    const { code, detail, details } = problem.value
    return Option.getOrElse(
      ErrorDto.errorOf(code, details),
      () => new ServerRefused({ status: answer.status, text: detail })
    )
  }
  // Camunda's own server, and most others, know no such path.
  return answer.status === 404 || answer.status === 405
    ? new NotOffered({ what, url: answer.url })
    : refusal(answer)
}
