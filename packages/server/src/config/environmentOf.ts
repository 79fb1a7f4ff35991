/** Where settings come from: flags win over the environment, the environment over the file of `--config`. */
import type { SecretFiles, Variables } from "@camunda-backup/core"
import { Result } from "effect"
import { parseEnv } from "node:util"
import { readConfiguration, type Said } from "./configurationFile.ts"

/** As given on the command line. */
export interface Flags {
  readonly config: string | undefined
  readonly host: string | undefined
  readonly port: string | undefined
}

/** All settings as variables, and where each of them was said. */
export interface Given {
  readonly variables: Variables.Environment
  /** Of a variable that is set: `--port`, `environment`, or the file and the key in it. */
  readonly originOf: (variable: string) => string
}

const isSet = ([, value]: readonly [string, string | undefined]): boolean => (value?.trim() ?? "") !== ""

const nothing: Said = { variables: {}, keyOf: new Map() }

/** By the end of its name a file has keys (YAML, JSON); otherwise lines, as systemd's `EnvironmentFile` has them. */
const fileOf = (config: string | undefined, readFile: SecretFiles.ReadFile): Result.Result<Said, string> => {
  if (config === undefined) return Result.succeed(nothing)
  const text = Result.try(() => readFile(config))
  if (Result.isFailure(text)) return Result.fail(`--config: ${config} cannot be read.`)
  // Lines are not repeated in an error: one may hold a secret.
  return /\.(ya?ml|json)$/i.test(config)
    ? Result.mapError(readConfiguration(text.success), (reason) => `--config: ${config}: ${reason}`)
    : Result.mapBoth(
        Result.try(() => parseEnv(text.success)),
        {
          onFailure: () => `--config: ${config} cannot be read.`,
          onSuccess: (variables): Said => ({ variables, keyOf: new Map() })
        }
      )
}

/** All settings, or why the file cannot be read. */
export const environmentOf = (
  { config, host, port }: Flags,
  environment: Variables.Environment,
  readFile: SecretFiles.ReadFile
): Result.Result<Given, string> =>
  Result.map(fileOf(config, readFile), ({ keyOf, variables: inFile }) => {
    const set = Object.fromEntries(Object.entries(environment).filter(isSet))
    const flags = {
      ...(host === undefined ? {} : { CAMUNDA_BACKUP_HOST: host }),
      // Both names mean the port, and two different ones would contradict each other.
      ...(port === undefined ? {} : { CAMUNDA_BACKUP_PORT: port, MANAGEMENT_SERVER_PORT: undefined })
    }
    return {
      variables: { ...inFile, ...set, ...flags },
      originOf: (variable) => {
        if (variable in flags) return variable === "CAMUNDA_BACKUP_HOST" ? "--host" : "--port"
        if (variable in set) return "environment"
        const key = keyOf.get(variable)
        return key === undefined ? `${config}` : `${config}: ${key}`
      }
    }
  })
