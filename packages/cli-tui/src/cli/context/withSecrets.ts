/** Only Elasticsearch itself needs secrets: where a server is asked, no file is read. */
import { SecretFiles, type Variables } from "@camunda-backup/core"
import { Result } from "effect"
import { UsageError } from "../errors/UsageError.ts"
import type { Invocation } from "../parse/Invocation.ts"
import { readSecret } from "./readSecret.ts"

export const withSecrets = (
  { target }: Invocation,
  environment: Variables.Environment,
  readFile: SecretFiles.ReadFile = readSecret
): Result.Result<Variables.Environment, UsageError> =>
  target._tag === "Direct"
    ? Result.mapError(
        SecretFiles.resolve(environment, readFile),
        (problems) => new UsageError({ reason: problems.join(" ") })
      )
    : Result.succeed(environment)
