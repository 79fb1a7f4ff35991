/** `camunda-backup-server config [show|check|schema]`. */
import { Result } from "effect"
import type { Given } from "./environmentOf.ts"
import { fileSchema } from "./fileSchema.ts"
import { read } from "./serverEnvironment.ts"
import { showConfiguration, withOrigins } from "./showConfiguration.ts"
import type { SecretFiles } from "@camunda-backup/core"

/** What is printed, or every problem. */
export const configCommand = (
  what: string | undefined,
  given: Given,
  readFile: SecretFiles.ReadFile
): Result.Result<string, ReadonlyArray<string>> => {
  switch (what) {
    case undefined:
    case "show":
      return Result.succeed(showConfiguration(given))
    case "schema":
      return Result.succeed(`${JSON.stringify(fileSchema(), null, 2)}\n`)
    case "check":
      return Result.mapBoth(read(given.variables, readFile), {
        onFailure: (problems) => withOrigins(problems, given),
        onSuccess: ({ notes }) => [...notes, "The configuration can be used."].join("\n") + "\n"
      })
    default:
      return Result.fail([`config takes show, check or schema, not ${what}.`])
  }
}
