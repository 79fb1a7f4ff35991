/**
 * Contexts: installations by name, in a file of the operator, as kubectl has them. A context sets what a flag or a variable would; of credentials it
 * says only where they are.
 */
import type { Variables } from "@camunda-backup/core"
import { Option, Result, Schema } from "effect"
import { parse } from "yaml"
import { flags } from "../spec/flags.ts"
import { UsageError } from "../errors/UsageError.ts"

const Entry = Schema.Struct({
  name: Schema.NonEmptyString,
  server: Schema.optionalKey(Schema.String),
  component: Schema.optionalKey(Schema.String),
  timeout: Schema.optionalKey(Schema.String),
  readOnly: Schema.optionalKey(Schema.Boolean),
  tokenFile: Schema.optionalKey(Schema.String),
  tokenCommand: Schema.optionalKey(Schema.String),
  caFile: Schema.optionalKey(Schema.String),
  clientCertificateFile: Schema.optionalKey(Schema.String),
  clientKeyFile: Schema.optionalKey(Schema.String)
})

const File = Schema.Struct({
  current: Schema.optionalKey(Schema.String),
  contexts: Schema.optionalKey(Schema.Array(Entry))
})

export type Entry = typeof Entry.Type

export interface Contexts {
  readonly current: string | null
  readonly contexts: ReadonlyArray<Entry>
}

export const none: Contexts = { current: null, contexts: [] }

const usage = (reason: string) => Result.fail(new UsageError({ reason }))

/** Where the file is; `null`: there is no home to look in. */
export const contextFile = (environment: Variables.Environment): string | null => {
  const of = (name: string): string => environment[name]?.trim() ?? ""
  if (of("CAMUNDA_BACKUP_CONFIG") !== "") return of("CAMUNDA_BACKUP_CONFIG")
  const home = of("XDG_CONFIG_HOME") === "" ? of("HOME") && `${of("HOME")}/.config` : of("XDG_CONFIG_HOME")
  return home === "" ? null : `${home}/camunda-backup/config.yaml`
}

/** The contexts of the file's text. A misspelt key is refused: it would be as if it were not there. */
export const read = (file: string, text: string): Result.Result<Contexts, UsageError> =>
  Result.gen(function* () {
    const yaml: unknown = yield* Result.mapError(
      Result.try((): unknown => parse(text)),
      () => new UsageError({ reason: `${file} is not YAML.` })
    )
    const found = yield* Result.mapError(
      Schema.decodeUnknownResult(File, { onExcessProperty: "error" })(yaml ?? {}),
      (error) => new UsageError({ reason: `${file} cannot be read: ${error.message}` })
    )
    return { current: found.current ?? null, contexts: found.contexts ?? [] }
  })

export const find = (
  { contexts }: Contexts,
  name: string,
  from: string
): Result.Result<Entry, UsageError> => {
  const entry = contexts.find((x) => x.name === name)
  const known = contexts.map((x) => x.name).join(", ")
  return entry === undefined
    ? usage(`There is no context ${name} (${from}). ${known === "" ? "There are none." : `Known: ${known}.`}`)
    : Result.succeed(entry)
}

/** What is in force besides flags: the environment with what a context sets. */
export interface Chosen {
  /** `null`: none. */
  readonly name: string | null
  readonly environment: Variables.Environment
  /** Of the variables that a context sets. */
  readonly origins: Readonly<Record<string, string>>
}

/** A command that prints the token, as a password manager has one. */
export const tokenCommandVariable = "CAMUNDA_BACKUP_TOKEN_COMMAND"

const isServerGiven = (args: ReadonlyArray<string>): boolean =>
  args.some((x) => x === "--server" || x.startsWith("--server="))

const written = (args: ReadonlyArray<string>): string | undefined => {
  const at = args.indexOf("--context")
  return at < 0 ? args.find((x) => x.startsWith("--context="))?.slice("--context=".length) : args[at + 1]
}

const variablesOf = ({
  caFile,
  clientCertificateFile,
  clientKeyFile,
  component,
  readOnly,
  server,
  timeout,
  tokenCommand,
  tokenFile
}: Entry): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [
      [flags.server.variable, server],
      [flags.component.variable, component],
      [flags.timeout.variable, timeout],
      [flags.readOnly.variable, readOnly === undefined ? undefined : String(readOnly)],
      [flags.tokenFile.variable, tokenFile],
      [flags.caFile.variable, caFile],
      [flags.clientCertificateFile.variable, clientCertificateFile],
      [flags.clientKeyFile.variable, clientKeyFile],
      [tokenCommandVariable, tokenCommand]
    ].flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [[name, value]]))
  )

const isSet = ([, value]: readonly [string, string | undefined]): boolean => (value?.trim() ?? "") !== ""

/** Flags win over the environment, and the environment over the file: so a context that a flag names wins over both, the current one over neither. */
export const choose = (
  contexts: Contexts,
  args: ReadonlyArray<string>,
  environment: Variables.Environment
): Result.Result<Chosen, UsageError> =>
  Result.gen(function* () {
    const byFlag = written(args)
    const byVariable = environment[flags.context.variable]?.trim() ?? ""
    const named = Option.firstSomeOf([
      Option.map(Option.fromNullishOr(byFlag), (name) => ({ name, from: "--context" })),
      byVariable === "" ? Option.none() : Option.some({ name: byVariable, from: flags.context.variable }),
      Option.map(Option.fromNullishOr(contexts.current), (name) => ({ name, from: "current in the file" }))
    ])
    if (Option.isNone(named)) return { name: null, environment, origins: {} }
    const entry = yield* find(contexts, named.value.name, named.value.from)
    // The credentials of a context are for its server, and for no other that a flag or a variable names.
    const {
      caFile: _ca,
      clientCertificateFile: _certificate,
      clientKeyFile: _key,
      tokenCommand: _command,
      tokenFile: _file,
      ...plain
    } = entry
    const server = environment[flags.server.variable]?.trim() ?? ""
    const isElsewhere =
      isServerGiven(args) || (byFlag === undefined && server !== "" && server !== entry.server)
    const set = variablesOf(isElsewhere ? plain : entry)
    const own = Object.fromEntries(Object.entries(environment).filter(isSet))
    const merged = byFlag === undefined ? { ...set, ...own } : { ...own, ...set }
    const origins = Object.fromEntries(
      Object.keys(set).flatMap((x) => (merged[x] === set[x] ? [[x, `context ${entry.name}`]] : []))
    )
    return { name: entry.name, environment: merged, origins }
  })
