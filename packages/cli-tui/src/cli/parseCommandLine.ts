import { BackupId, BackupError, Component, Variables } from "@camunda-backup/core"
import { Option, Result } from "effect"
import { parseArgs } from "node:util"
import type { Command, Invocation } from "./Invocation.ts"
import { parseServer } from "./parseServer.ts"
import { UsageError } from "./UsageError.ts"

type Problem = UsageError | BackupError.InvalidBackupId

type Parsed<A> = Result.Result<A, Problem>

const usage = (reason: string): Result.Result<never, UsageError> => Result.fail(new UsageError({ reason }))

const options = {
  component: { type: "string", default: "both" },
  server: { type: "string" },
  timeout: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", default: false }
} as const

const split = (args: ReadonlyArray<string>) =>
  Result.try({
    try: () => parseArgs({ args, options, allowPositionals: true, strict: true }),
    catch: (error) => new UsageError({ reason: error instanceof Error ? error.message : String(error) })
  })

const parseId = (text: string): Parsed<BackupId.BackupId> =>
  Option.match(BackupId.parse(text), {
    onNone: () =>
      Result.fail(new BackupError.InvalidBackupId({ received: text, negative: BackupId.isNegative(text) })),
    onSome: Result.succeed
  })

const withId = (
  name: string,
  id: string | undefined,
  make: (backupId: BackupId.BackupId) => Command
): Parsed<Command> =>
  id === undefined ? usage(`${name} needs the ID of a backup.`) : Result.map(parseId(id), make)

const parseCommand = ([name, id, ...others]: ReadonlyArray<string>): Parsed<Command> => {
  if (others.length > 0) return usage(`Too many arguments: ${others.join(" ")}.`)
  switch (name) {
    case undefined:
      return usage("No command.")
    case "create":
      return id === undefined
        ? Result.succeed<Command>({ _tag: "Create", backupId: null })
        : Result.map(parseId(id), (backupId): Command => ({ _tag: "Create", backupId }))
    case "list":
      return id === undefined ? Result.succeed<Command>({ _tag: "List" }) : usage("list takes no arguments.")
    case "get":
      return withId(name, id, (backupId) => ({ _tag: "Get", backupId }))
    case "delete":
      return withId(name, id, (backupId) => ({ _tag: "Delete", backupId }))
    default:
      return usage(`Unknown command: ${name}.`)
  }
}

const parseComponents = (text: string): Parsed<ReadonlyArray<Component.Component>> => {
  const one = Component.all.filter((x) => text === "both" || x === text)
  return one.length > 0
    ? Result.succeed(one)
    : usage(`--component is ${Component.all.join(", ")} or both, not ${text}.`)
}

/** A delete is answered when the snapshots are gone, for which the server has ten minutes by default. */
const defaultTimeout = (command: Command): number => (command._tag === "Delete" ? 11 * 60_000 : 60_000)

const parseTimeout = (text: string, command: Command): Parsed<number> =>
  text === ""
    ? Result.succeed(defaultTimeout(command))
    : Option.match(Variables.duration(text), {
        onNone: () =>
          usage(`--timeout (CAMUNDA_BACKUP_REQUEST_TIMEOUT) is ${Variables.durationHint}, not ${text}.`),
        onSome: Result.succeed
      })

const setting = (flag: string | undefined, variable: string | undefined): string =>
  (flag ?? variable ?? "").trim()

/** Blank means unset, also in the environment. A flag wins over its variable. Help and version come before any mistake in the rest. */
export const parseCommandLine = (
  args: ReadonlyArray<string>,
  environment: Variables.Environment
): Parsed<Invocation | "help" | "version"> =>
  Result.gen(function* () {
    const negative = args.find((x) => /^-[0-9]/.test(x))
    if (negative !== undefined) yield* parseId(negative)
    const { positionals, values } = yield* split(args)
    if (values.help) return "help"
    if (values.version) return "version"
    const command = yield* parseCommand(positionals)
    const components = yield* parseComponents(values.component)
    const baseUrls = yield* parseServer(
      setting(values.server, environment["CAMUNDA_BACKUP_SERVER"]),
      components
    )
    const timeout = setting(values.timeout, environment["CAMUNDA_BACKUP_REQUEST_TIMEOUT"])
    return {
      command,
      components,
      baseUrls,
      timeoutMillis: yield* parseTimeout(timeout, command),
      json: values.json
    }
  })
