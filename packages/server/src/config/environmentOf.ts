/** Where settings come from: flags win over the environment, the environment over the file of `--config`. */
import type { SecretFiles, Variables } from "@camunda-backup/core"
import { Result } from "effect"
import { parseEnv } from "node:util"

/** As given on the command line. */
export interface Flags {
  readonly config: string | undefined
  readonly host: string | undefined
  readonly port: string | undefined
}

const isSet = ([, value]: readonly [string, string | undefined]): boolean => (value?.trim() ?? "") !== ""

/** All settings as variables, or why the file cannot be read. Its lines are not repeated: one may hold a secret. */
export const environmentOf = (
  { config, host, port }: Flags,
  environment: Variables.Environment,
  readFile: SecretFiles.ReadFile
): Result.Result<Variables.Environment, string> => {
  const file =
    config === undefined
      ? Result.succeed({})
      : Result.try({
          try: () => parseEnv(readFile(config)),
          catch: () => `--config: ${config} cannot be read.`
        })
  return Result.map(file, (lines) => ({
    ...lines,
    ...Object.fromEntries(Object.entries(environment).filter(isSet)),
    ...(host === undefined ? {} : { CAMUNDA_BACKUP_HOST: host }),
    // Both names mean the port, and two different ones would contradict each other.
    ...(port === undefined ? {} : { CAMUNDA_BACKUP_PORT: port, MANAGEMENT_SERVER_PORT: undefined })
  }))
}
