import { Result } from "effect"
import * as ProblemDto from "../../contract/ProblemDto.ts"
import type { BackupError } from "../../domain/BackupError.ts"
import type { TransportError } from "../../domain/TransportError.ts"
import { parsePlain } from "./parseExact.ts"
import { type Answer, unexplained } from "./request.ts"

/** Why camunda-backup-server did not do what was asked. */
export const refusal = <E extends BackupError>(
  answer: Answer,
  is: (error: BackupError) => error is E
): E | TransportError => {
  const problem = Result.flatMap(parsePlain(answer.body), ProblemDto.decode)
  if (Result.isSuccess(problem)) return ProblemDto.expected(problem.success, is)
  return unexplained(answer)
}
