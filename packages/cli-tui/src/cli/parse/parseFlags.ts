/** The flags of a command line, before anything is known of their values. */
import { Result } from "effect"
import { parseArgs } from "node:util"
import { type CommandName, flagsOf } from "../spec/commands.ts"
import { type Flag, flagNames, flags, type FlagName } from "../spec/flags.ts"
import { UsageError } from "../errors/UsageError.ts"
import * as values from "./values.ts"

export interface Flags {
  readonly positionals: ReadonlyArray<string>
  readonly has: (flag: FlagName) => boolean
  /** Of the flag, or of its variable; `""`: neither. */
  readonly text: (flag: FlagName) => string
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

/** Blank means unset, also in the environment. A flag wins over its variable. */
export const parseFlags = (
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string | undefined>>
): Result.Result<Flags, UsageError> =>
  Result.map(
    Result.try({
      try: () => parseArgs({ args: [...args], options, allowPositionals: true, strict: true }),
      catch: (error) => new UsageError({ reason: error instanceof Error ? error.message : String(error) })
    }),
    ({ positionals, values: said }) => {
      const given = flagNames.filter((name) => said[flags[name].name] !== undefined)
      const text = (name: FlagName): string => {
        const { name: key, variable }: Flag = flags[name]
        const value = said[key]
        return (typeof value === "string" ? value : (environment[variable ?? ""] ?? "")).trim()
      }
      const sources = flagNames.flatMap((name): ReadonlyArray<readonly [FlagName, string]> => {
        const { name: key, variable }: Flag = flags[name]
        if (given.includes(name)) return [[name, `--${key}`]]
        return variable === undefined || text(name) === "" ? [] : [[name, variable]]
      })
      return {
        positionals,
        has: (name) => said[flags[name].name] === true,
        text,
        sources: new Map(sources),
        given
      }
    }
  )

/** A flag that the command does not know is refused: ignoring it would hide a mistake. */
export const checkFlags = (command: CommandName, { given }: Flags): values.Parsed<void> => {
  const known = flagsOf(command)
  const stray = given.find((name) => !known.includes(name))
  return stray === undefined ? Result.void : values.usage(`${command} does not take --${flags[stray].name}.`)
}
