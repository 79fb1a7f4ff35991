/** The flags of a command line, before anything is known of their values. */
import { didYouMean } from "@camunda-backup/core"
import { Result } from "effect"
import { parseArgs } from "node:util"
import { type CommandName, commandNames, flagsOf } from "../spec/commands.ts"
import { type Flag, flagNames, flags, type FlagName } from "../spec/flags.ts"
import * as values from "./values.ts"

export interface Flags {
  readonly positionals: ReadonlyArray<string>
  readonly has: (flag: FlagName) => boolean
  /** Of the flag, or of its variable; `""`: neither. */
  readonly text: (flag: FlagName) => string
  /** Of a flag that may be given several times: all of them. */
  readonly texts: (flag: FlagName) => ReadonlyArray<string>
  /** Of those that are given: `--flag`, or the variable. */
  readonly sources: ReadonlyMap<FlagName, string>
  readonly given: ReadonlyArray<FlagName>
}

const options = Object.fromEntries(
  flagNames.map((name) => {
    const flag: Flag = flags[name]
    const type: "string" | "boolean" = flag.value === undefined ? "boolean" : "string"
    return [flag.name, { type, ...(flag.short === undefined ? {} : { short: flag.short }) }] as const
  })
)

const byLongName = new Map(flagNames.map((name) => [flags[name].name as string, name]))

const isNumber = (text: string): boolean => /^-[0-9]/.test(text)

const read = (args: ReadonlyArray<string>) =>
  // Not strict: it would stop at the first mistake with words of its own, and know no nearest flag.
  parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true }).tokens

type Token = ReturnType<typeof read>[number]
type Option = Extract<Token, { readonly kind: "option" }>

/** The command that is meant, for the names of its flags; `null`: none yet, or none that is known. */
const commandOf = (tokens: ReadonlyArray<Token>): CommandName | null => {
  const first = tokens.find((x) => x.kind === "positional")
  return commandNames.find((x) => x === first?.value) ?? null
}

const unknown = (written: string, command: CommandName | null): values.Parsed<never> => {
  const known = (command === null ? flagNames : flagsOf(command)).map((x) => `--${flags[x].name}`)
  return values.usage(`Unknown option: ${written}${didYouMean(written, known)}`, command ?? "all")
}

const checkToken = ({ inlineValue, name, rawName, value }: Option, command: CommandName | null) => {
  // A negative number where an id stands is read as flags of one letter each.
  if (isNumber(rawName)) return Result.map(values.id(rawName), () => {})
  const flag = byLongName.get(name)
  if (flag === undefined) return unknown(rawName, command)
  const { value: takes }: Flag = flags[flag]
  if (takes === undefined)
    return value === undefined ? Result.void : values.usage(`${rawName} takes no value, so not ${value}.`)
  const isMissing = value === undefined || (!inlineValue && /^-./.test(value) && !isNumber(value))
  return isMissing ? values.usage(`${rawName} needs a value: ${rawName} ${takes}.`) : Result.void
}

/** Blank means unset, also in the environment. A flag wins over its variable. Asked for help, nothing else is wrong. */
export const parseFlags = (
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string | undefined>>,
  origins: Readonly<Record<string, string>> = {}
): values.Parsed<Flags> =>
  Result.gen(function* () {
    const tokens = read(args)
    const written = tokens.filter((x) => x.kind === "option")
    const isHelp = written.some((x) => x.name === flags.help.name)
    const command = commandOf(tokens)
    const negative = args.find(
      (x) => isNumber(x) && !tokens.some((y) => y.kind === "option" && y.value === x)
    )
    if (negative !== undefined && !isHelp) yield* values.id(negative)
    if (!isHelp) for (const x of written) yield* checkToken(x, command)
    const said = new Map(
      written.flatMap((x) => {
        const name = byLongName.get(x.name)
        return name === undefined ? [] : [[name, x.value] as const]
      })
    )
    const text = (name: FlagName): string => {
      const { variable }: Flag = flags[name]
      return (said.get(name) ?? environment[variable ?? ""] ?? "").trim()
    }
    const given = flagNames.filter((name) => said.has(name))
    const sources = flagNames.flatMap((name): ReadonlyArray<readonly [FlagName, string]> => {
      const { name: key, variable }: Flag = flags[name]
      if (said.has(name)) return [[name, `--${key}`]]
      return variable === undefined || text(name) === "" ? [] : [[name, origins[variable] ?? variable]]
    })
    return {
      positionals: tokens.filter((x) => x.kind === "positional").map((x) => x.value),
      has: (name) => said.has(name) && flagIsSwitch(name),
      text,
      texts: (name) =>
        written.flatMap((x) => (byLongName.get(x.name) === name && x.value !== undefined ? [x.value] : [])),
      sources: new Map(sources),
      given
    }
  })

const flagIsSwitch = (name: FlagName): boolean => {
  const { value }: Flag = flags[name]
  return value === undefined
}

/** A flag that the command does not know is refused: ignoring it would hide a mistake. */
export const checkFlags = (command: CommandName, { given }: Flags): values.Parsed<void> => {
  const known = flagsOf(command)
  const stray = given.find((name) => !known.includes(name))
  return stray === undefined
    ? Result.void
    : values.usage(`${command} does not take --${flags[stray].name}.`, command)
}
