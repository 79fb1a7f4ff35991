/** From arguments and environment to an invocation. What is understood is in `spec/`. */
import type { Variables } from "@camunda-backup/core"
import { Result } from "effect"
import { parseArgs } from "node:util"
import type { IdArgument, Invocation, Target } from "../Invocation.ts"
import { type CommandName, commands, type CommandSpec } from "../spec/commands.ts"
import { everywhere, type Flag, flags, type FlagName, formats } from "../spec/flags.ts"
import { UsageError } from "../UsageError.ts"
import { parseServer } from "./parseServer.ts"
import * as values from "./values.ts"

export type Understood = Invocation | { readonly command: "help"; readonly of: CommandName | null }

type Given = Readonly<Record<string, string | boolean | undefined>>

const optionsOf = (names: ReadonlyArray<FlagName>) =>
  Object.fromEntries(
    names.map((name) => {
      const flag: Flag = flags[name]
      const type: "string" | "boolean" = flag.value === undefined ? "boolean" : "string"
      return [flag.name, { type, ...(flag.short === undefined ? {} : { short: flag.short }) }] as const
    })
  )

const all = Object.keys(flags).filter((x): x is FlagName => x in flags)

const split = (args: ReadonlyArray<string>) =>
  Result.try({
    try: () => parseArgs({ args: [...args], options: optionsOf(all), allowPositionals: true, strict: true }),
    catch: (error) => new UsageError({ reason: error instanceof Error ? error.message : String(error) })
  })

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name)

/** A flag that the command does not know would be ignored, and that somebody meant something by it. */
const checkFlags = (command: CommandName, given: Given): values.Parsed<void> => {
  const { flags: own }: CommandSpec = commands[command]
  const known = new Set<string>([...own, ...everywhere].map((name) => flags[name].name))
  const stray = Object.keys(given).find((name) => !known.has(name))
  return stray === undefined ? Result.void : values.usage(`${command} does not know --${stray}.`)
}

interface Words {
  readonly ids: ReadonlyArray<IdArgument>
  readonly word: string
}

const words = (command: CommandName, rest: ReadonlyArray<string>): values.Parsed<Words> => {
  const { takes }: CommandSpec = commands[command]
  const [first, ...more] = rest
  const tooMany = () => values.usage(`Too many arguments: ${more.join(" ")}.`)
  const ids = (texts: ReadonlyArray<string>) =>
    Result.map(Result.all(texts.map(values.id)), (found): Words => ({ ids: found, word: "" }))
  switch (takes) {
    case "none":
      return first === undefined
        ? Result.succeed({ ids: [], word: "" })
        : values.usage(`${command} takes no arguments.`)
    case "new id":
      if (first !== undefined && !/^[0-9]/.test(first)) return Result.flatMap(values.id(first), noName)
      return more.length > 0 ? tooMany() : ids(rest)
    case "id":
      if (first === undefined) return values.usage(`${command} needs the ID of a backup.`)
      return more.length > 0 ? tooMany() : ids(rest)
    case "ids":
      return first === undefined ? values.usage(`${command} needs the ID of a backup.`) : ids(rest)
    case "config":
      return first === "show" && more.length === 0
        ? Result.succeed({ ids: [], word: first })
        : values.usage("config is asked as: config show.")
    case "shell":
      return first !== undefined && ["bash", "zsh", "fish"].includes(first) && more.length === 0
        ? Result.succeed({ ids: [], word: first })
        : values.usage("completion is for one of bash, zsh, fish.")
  }
}

const noName = (named: IdArgument) => values.usage(`create needs an ID of its own, not ${String(named)}.`)

/** A delete is answered when the snapshots are gone, for which the server has ten minutes by default. */
const defaultTimeout = (command: CommandName): number => (command === "delete" ? 11 * 60_000 : 60_000)

const defaultWait = 3 * 60 * 60_000

/** Blank means unset, also in the environment. A flag wins over its variable. Help comes before any mistake in the rest. */
export const parseCommandLine = (
  args: ReadonlyArray<string>,
  environment: Variables.Environment
): values.Parsed<Understood> =>
  Result.gen(function* () {
    const negative = args.find((x) => /^-[0-9]/.test(x))
    if (negative !== undefined) yield* values.id(negative)
    const { positionals, values: given } = yield* split(args)
    const [name, ...rest] = positionals
    const has = (flag: FlagName): boolean => given[flags[flag].name] === true
    const text = (flag: FlagName): string => {
      const { name: key, variable }: Flag = flags[flag]
      const value = given[key]
      return (typeof value === "string" ? value : (environment[variable ?? ""] ?? "")).trim()
    }
    const known = name !== undefined && isCommand(name) ? name : null
    if (has("help") || name === "help") return { command: "help", of: known }
    if (has("version")) return yield* parseCommandLine(["version"], environment)
    if (name === undefined) return yield* values.usage("No command.")
    if (known === null) return yield* values.usage(`Unknown command: ${name}.`)
    yield* checkFlags(known, given)
    const { ids, word } = yield* words(known, rest)
    const components = yield* values.components(text("component"))
    if (has("direct") && given[flags.server.name] !== undefined)
      yield* values.usage("--direct and --server exclude each other.")
    const target: Target = has("direct") ? { _tag: "Direct" } : yield* parseServer(text("server"), components)
    return {
      command: known,
      ids,
      word,
      components,
      target,
      timeoutMillis: yield* values.time("timeout", text("timeout"), defaultTimeout(known)),
      format: yield* values.oneOf("output", formats, has("json") ? "json" : text("output"), "table"),
      quiet: has("quiet"),
      color: !has("noColor") && (environment["NO_COLOR"] ?? "") === "",
      input: !has("noInput"),
      dryRun: has("dryRun"),
      yes: has("yes"),
      wait: has("wait"),
      waitTimeoutMillis: yield* values.time("waitTimeout", text("waitTimeout"), defaultWait),
      waitFor: yield* values.oneOf("for", flags.for.words, text("for"), "usable"),
      refreshMillis: yield* values.time("refresh", text("refresh"), 2000),
      states: yield* values.states(text("state")),
      pattern: yield* values.pattern(text("pattern")),
      limit: yield* values.limit(text("limit")),
      ascii: has("ascii"),
      theme: yield* values.oneOf("theme", flags.theme.words, text("theme"), "default"),
      screenReader: has("screenReader")
    }
  })
