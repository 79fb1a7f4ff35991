import { Result } from "effect"
import * as ProblemDto from "../../contract/ProblemDto.ts"
import type { BackupError } from "../../domain/BackupError.ts"
import { NotOffered, type TransportError } from "../../domain/TransportError.ts"
import { parsePlain } from "./parseExact.ts"
import { type Answer, unexplained } from "./request.ts"

/** Why camunda-backup-server did not do what was asked; `what` is the end of "offers to …". */
export const refusal = <E extends BackupError>(
  what: string,
  answer: Answer,
  is: (error: BackupError) => error is E
): E | TransportError => {
  const problem = Result.flatMap(parsePlain(answer.body), ProblemDto.decode)
  if (Result.isSuccess(problem)) return ProblemDto.expected(problem.success, is)
  // Camunda's own server, and most others, know no such path.
  return answer.status === 404 || answer.status === 405
    ? new NotOffered({ what, url: answer.url })
    : unexplained(answer)
}
