/** What the server reads from the environment beside the core: host, port, primary component; and secrets from files. */
import { Component, CoreEnvironment, Variables } from "@camunda-backup/core"
import { Option, Result } from "effect"

export interface ServerEnvironment extends CoreEnvironment.CoreEnvironment {
  readonly host: string
  readonly port: number
  /** Served at `/actuator/backups`. */
  readonly component: Component.Component
}

/** Every one of these may be given as `<name>_FILE`, the file that holds it. */
const secrets = [
  "CAMUNDA_BACKUP_ELASTICSEARCH_USERNAME",
  "CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD",
  "CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY",
  "CAMUNDA_BACKUP_ELASTICSEARCH_CA"
]

const port = (text: string): Option.Option<number> =>
  /^[0-9]{1,5}$/.test(text) && Number(text) <= 65535 ? Option.some(Number(text)) : Option.none()

/** Replaces `<name>_FILE` by the text of the file. */
const withFiles = (
  environment: Variables.Environment,
  readFile: (path: string) => string
): Result.Result<Variables.Environment, ReadonlyArray<string>> => {
  const resolved: Record<string, string | undefined> = { ...environment }
  const problems: Array<string> = []
  for (const name of secrets) {
    const file = environment[`${name}_FILE`]?.trim() ?? ""
    if (file === "") continue
    if ((environment[name]?.trim() ?? "") !== "") {
      problems.push(`${name} and ${name}_FILE are both set. Set one.`)
      continue
    }
    const text = Result.try(() => readFile(file))
    if (Result.isFailure(text)) problems.push(`${name}_FILE: the file ${file} cannot be read.`)
    else resolved[name] = text.success
  }
  return problems.length > 0 ? Result.fail(problems) : Result.succeed(resolved)
}

/** All settings, or every problem found. */
export const read = (
  environment: Variables.Environment,
  readFile: (path: string) => string
): Result.Result<ServerEnvironment, ReadonlyArray<string>> =>
  Result.flatMap(withFiles(environment, readFile), (resolved) => {
    const variables = Variables.make(resolved)
    const own = {
      host: Option.getOrElse(variables.text("CAMUNDA_BACKUP_HOST"), () => "127.0.0.1"),
      port: Option.getOrElse(
        variables.parsed(["CAMUNDA_BACKUP_PORT", "MANAGEMENT_SERVER_PORT"], "a port from 0 to 65535", port),
        () => 9600
      ),
      component: Option.getOrElse(
        variables.parsed(["CAMUNDA_BACKUP_COMPONENT"], Component.all.join(" or "), (text) =>
          Option.fromNullishOr(Component.all.find((x) => x === text.toLowerCase()))
        ),
        (): Component.Component => "operate"
      )
    }
    const core = CoreEnvironment.read(resolved)
    if (Result.isFailure(core)) return Result.fail([...variables.problems, ...core.failure])
    return variables.problems.length > 0
      ? Result.fail(variables.problems)
      : Result.succeed({ ...core.success, ...own })
  })
