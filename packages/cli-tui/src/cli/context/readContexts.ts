import type { SecretFiles, Variables } from "@camunda-backup/core"
import { Result } from "effect"
import { UsageError } from "../errors/UsageError.ts"
import { contextFile, type Contexts, none, read } from "../parse/contexts.ts"

/** The operator's contexts; none where there is no such file, but one that is named must be there. */
export const readContexts = (
  environment: Variables.Environment,
  readFile: SecretFiles.ReadFile
): Result.Result<Contexts, UsageError> => {
  const file = contextFile(environment)
  if (file === null) return Result.succeed(none)
  const text = Result.try(() => readFile(file))
  if (Result.isSuccess(text)) return read(file, text.success)
  return (environment["CAMUNDA_BACKUP_CONFIG"]?.trim() ?? "") === ""
    ? Result.succeed(none)
    : Result.fail(new UsageError({ reason: `CAMUNDA_BACKUP_CONFIG: ${file} cannot be read.` }))
}
