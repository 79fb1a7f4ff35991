/**
 * Secrets in files, as Kubernetes and Docker provide them: `<name>_FILE` names the file, and its text is used for the variable `<name>`. The
 * certificate files in the configuration of Operate and Tasklist are read as well.
 */
import { Result } from "effect"
import { withCertificatePaths } from "./tlsEnvironment.ts"
import type { Environment } from "./Variables.ts"

/** Reads the text of a file, without surrounding blanks; throws when it cannot be read. */
export type ReadFile = (path: string) => string

/** The variables that may be given as `<name>_FILE`. */
const names = ["USERNAME", "PASSWORD", "APIKEY", "CA", "CLIENT_CERTIFICATE", "CLIENT_KEY"].map(
  (x) => `CAMUNDA_BACKUP_ELASTICSEARCH_${x}`
)

const isSet = (environment: Environment, name: string): boolean => (environment[name]?.trim() ?? "") !== ""

/** The environment with the texts of the files, or what is wrong with each variable. Values are not repeated: one may be the secret itself. */
export const resolve = (
  environment: Environment,
  readFile: ReadFile
): Result.Result<Environment, ReadonlyArray<string>> => {
  const given = names
    .filter((name) => isSet(environment, `${name}_FILE`))
    .map((name): Result.Result<readonly [string, string], string> => {
      if (isSet(environment, name)) return Result.fail(`${name} and ${name}_FILE are both set. Set one.`)
      const text = Result.try(() => readFile(environment[`${name}_FILE`]?.trim() ?? ""))
      return Result.isFailure(text)
        ? Result.fail(`${name}_FILE: the file that it names cannot be read.`)
        : Result.succeed([name, text.success])
    })
  const problems = given.flatMap((x) => (Result.isFailure(x) ? [x.failure] : []))
  const texts = given.flatMap((x) => (Result.isSuccess(x) ? [x.success] : []))
  return problems.length > 0
    ? Result.fail(problems)
    : withCertificatePaths({ ...environment, ...Object.fromEntries(texts) }, readFile)
}
