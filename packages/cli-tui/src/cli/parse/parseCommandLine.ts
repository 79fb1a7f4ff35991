/** From arguments and environment to an invocation. What is understood is in `spec/`. */
import { Annotation, didYouMean, type Variables } from "@camunda-backup/core"
import { Result } from "effect"
import type { Invocation, Target } from "./Invocation.ts"
import { type CommandName, commandNames, commands } from "../spec/commands.ts"
import { flags, formats } from "../spec/flags.ts"
import { type HelpTopic, helpTopics } from "../spec/helpTopics.ts"
import type { Chosen } from "./contexts.ts"
import { parseArguments } from "./parseArguments.ts"
import { checkFlags, parseFlags } from "./parseFlags.ts"
import { parseRestore } from "./parseRestore.ts"
import { parseRetention } from "./parseRetention.ts"
import { parseServer } from "./parseServer.ts"
import * as values from "./values.ts"

export type Understood =
  | Invocation
  | { readonly command: "help"; readonly of: CommandName | HelpTopic | null }

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name)

const unknownCommand = (name: string): values.Parsed<never> =>
  values.usage(`Unknown command: ${name}${didYouMean(name, [...commandNames, "help"])}`, "all")

const helpOf = ([name, ...more]: ReadonlyArray<string>): values.Parsed<Understood> => {
  if (name === undefined) return Result.succeed({ command: "help", of: null })
  const topic = helpTopics.find((x) => x.word === name)?.word ?? (isCommand(name) ? name : null)
  if (topic !== null && (more.length === 0 || topic === "restore"))
    return Result.succeed({ command: "help", of: topic })
  return topic === null ? unknownCommand(name) : values.usage(`Too many arguments: ${more.join(" ")}.`, "all")
}

/** A delete is answered when the snapshots are gone, for which the server has ten minutes by default. */
const defaultTimeout = (command: CommandName): number =>
  command === "delete" || command === "retention" || command === "tui" ? 11 * 60_000 : 60_000

/** With `--direct` their work ends with this process. */
const worksOn = /^(run|drill|resume)\b/

const defaultWait = 3 * 60 * 60_000

/** Help takes precedence over any mistake in the rest. */
export const parseCommandLine = (
  args: ReadonlyArray<string>,
  environment: Variables.Environment,
  context: Pick<Chosen, "name" | "origins"> = { name: null, origins: {} }
): values.Parsed<Understood> =>
  Result.gen(function* () {
    const given = yield* parseFlags(args, environment, context.origins)
    const { has, sources, text, texts } = given
    const [name, ...rest] = given.positionals
    const command = name !== undefined && isCommand(name) ? name : null
    if (has("help")) return { command: "help", of: command }
    if (name === "help") return yield* helpOf(rest)
    if (has("version")) return yield* parseCommandLine(["version"], environment)
    if (name === undefined) return yield* values.usage("No command.", "all")
    if (command === null) return yield* unknownCommand(name)
    yield* checkFlags(command, given)
    const { ids, word } = yield* parseArguments(command, rest)
    const components = yield* values.components(text("component"))
    const direct = has("direct")
    if (direct && given.given.includes("server"))
      yield* values.usage("--direct and --server cannot be combined.")
    const target: Target = direct ? { _tag: "Direct" } : yield* parseServer(text("server"), components)
    const output = yield* values.oneOf("output", formats, text("output"), "table")
    if (has("json") && given.given.includes("output") && output !== "json")
      yield* values.usage(`--json and --output ${output} cannot be combined.`)
    return {
      command,
      ids,
      word,
      components,
      target,
      context: context.name,
      as: text("as"),
      tokenFile: text("tokenFile"),
      caFile: text("caFile"),
      clientCertificateFile: text("clientCertificateFile"),
      clientKeyFile: text("clientKeyFile"),
      sources,
      timeoutMillis: yield* values.time("timeout", text("timeout"), defaultTimeout(command)),
      format: has("json") ? "json" : output,
      quiet: has("quiet"),
      verbose: has("verbose"),
      input: !has("noInput"),
      dryRun: has("dryRun"),
      yes: has("yes"),
      readOnly: has("readOnly") || (yield* values.onOff("readOnly", text("readOnly"))),
      partial: has("partial"),
      annotation: yield* command === "create"
        ? values.annotation(text("description"), texts("label"))
        : Result.succeed(Annotation.none),
      wait:
        has("wait") ||
        (direct &&
          (command === "create" || command === "resume" || (command === "restore" && worksOn.test(word)))),
      waitTimeoutMillis: yield* values.time("waitTimeout", text("waitTimeout"), defaultWait),
      waitFor: yield* values.oneOf("for", flags.for.words, text("for"), "usable"),
      refreshMillis: yield* values.time("refresh", text("refresh"), 2000),
      objectiveMillis: yield* values.time("objective", text("objective"), 86_400_000),
      states: yield* values.states(text("state")),
      pattern: yield* values.pattern(text("pattern")),
      labels: yield* command === "list" ? values.labels(texts("label")) : Result.succeed([]),
      sort: yield* values.oneOf("sort", flags.sort.words, text("sort"), "newest"),
      columns: yield* values.columns(text("columns")),
      limit: yield* values.limit(text("limit")),
      theme: has("noColor") ? "mono" : yield* values.oneOf("theme", flags.theme.words, text("theme"), "dark"),
      ascii: has("ascii"),
      screenReader: has("screenReader"),
      restore: yield* parseRestore(command, word, given),
      policy: yield* parseRetention(command, given)
    }
  })
