/** Values of flags and arguments, each with the words that say what is expected. */
import {
  Annotation,
  BackupError,
  BackupId,
  BackupState,
  Component,
  didYouMean,
  ListPattern,
  Variables
} from "@camunda-backup/core"
import { Option, Result } from "effect"
import type { IdArgument } from "./Invocation.ts"
import { type CommandName, namedIds } from "../spec/commands.ts"
import { type ColumnName, columnNames, type Flag, flags, type FlagName } from "../spec/flags.ts"
import { UsageError } from "../errors/UsageError.ts"

export type Problem = UsageError | BackupError.InvalidBackupId

export type Parsed<A> = Result.Result<A, Problem>

export const problem = (reason: string): UsageError => new UsageError({ reason })

/** `of`: whose short help helps, too. */
export const usage = (reason: string, of?: CommandName | "all"): Result.Result<never, UsageError> =>
  Result.fail(new UsageError(of === undefined ? { reason } : { reason, of }))

/** `--timeout (CAMUNDA_BACKUP_REQUEST_TIMEOUT)` */
const called = (name: FlagName): string => {
  const flag: Flag = flags[name]
  return flag.variable === undefined ? `--${flag.name}` : `--${flag.name} (${flag.variable})`
}

export const id = (text: string): Parsed<IdArgument> => {
  const named = namedIds.find((x) => x === text)
  if (named !== undefined) return Result.succeed(named)
  // Another program may read 007 as octal, or keep it as text: then it would speak of another backup.
  const digits = /^0+([0-9]+)$/.exec(text)?.[1]
  if (digits !== undefined)
    return usage(`${text} is not an id: an id has no leading zeros; did you mean ${digits}?`)
  return Option.match(BackupId.parse(text), {
    onNone: () =>
      Result.fail(new BackupError.InvalidBackupId({ received: text, negative: BackupId.isNegative(text) })),
    onSome: Result.succeed
  })
}

/** Flags that take a duration, and their bounds. */
const times = {
  timeout: Variables.bounds.REQUEST_TIMEOUT,
  waitTimeout: { least: 10, most: 20 * 86_400_000 },
  objective: { least: 60_000, most: 365 * 86_400_000 },
  refresh: { least: 1, most: 3_600_000 }
} as const satisfies Partial<Record<FlagName, Variables.Bounds>>

/** Blank means that it is not given. */
export const time = (name: keyof typeof times, text: string, otherwise: number): Parsed<number> =>
  text === ""
    ? Result.succeed(otherwise)
    : Option.match(Variables.timeWithin(times[name])(text), {
        onNone: () => usage(`${called(name)} is ${Variables.expectedTime(times[name])}, not ${text}.`),
        onSome: Result.succeed
      })

export const oneOf = <const Words extends ReadonlyArray<string>>(
  name: FlagName,
  words: Words,
  text: string,
  otherwise: Words[number]
): Parsed<Words[number]> => {
  if (text === "") return Result.succeed(otherwise)
  const found = words.find((x) => x === text.toLowerCase())
  return found === undefined
    ? usage(`${called(name)} is one of ${words.join(", ")}, not ${text}${didYouMean(text, words)}`)
    : Result.succeed(found)
}

/** A switch by its variable; blank means off. */
export const onOff = (name: FlagName, text: string): Parsed<boolean> => {
  if (/^(true|1|yes|on)$/i.test(text)) return Result.succeed(true)
  return /^(|false|0|no|off)$/i.test(text)
    ? Result.succeed(false)
    : usage(`${called(name)} is true or false, not ${text}.`)
}

export const components = (text: string): Parsed<ReadonlyArray<Component.Component>> => {
  const word = text.toLowerCase()
  const some = Component.all.filter((x) => word === "" || word === "both" || x === word)
  return some.length > 0
    ? Result.succeed(some)
    : usage(
        `${called("component")} is ${Component.all.join(", ")} or both, not ${text}${didYouMean(text, flags.component.words)}`
      )
}

export const states = (text: string): Parsed<ReadonlyArray<BackupState.BackupState>> => {
  const words = text
    .toUpperCase()
    .split(",")
    .map((x) => x.trim())
    .filter((x) => x !== "")
  const known = BackupState.all.filter((x) => words.includes(x))
  const unknown = words.find((x) => !BackupState.all.some((y) => y === x))
  return unknown === undefined
    ? Result.succeed(known)
    : usage(
        `${called("state")} is one or several of ${BackupState.all.join(", ")}, not ${text}${didYouMean(unknown, BackupState.all)}`
      )
}

/** In the order in which they are given. */
export const columns = (text: string): Parsed<ReadonlyArray<ColumnName>> => {
  const words = text
    .toLowerCase()
    .split(",")
    .map((x) => x.trim())
    .filter((x) => x !== "")
  const found = words.flatMap((x) => columnNames.find((y) => y === x) ?? [])
  return found.length === words.length
    ? Result.succeed(found)
    : usage(`${called("columns")} is one or several of ${columnNames.join(", ")}, not ${text}.`)
}

export const pattern = (text: string): Parsed<ListPattern.ListPattern> =>
  Option.match(ListPattern.parse(text), {
    onNone: () => usage(`${called("pattern")} is digits with a * at the end, such as 17*, not ${text}.`),
    onSome: Result.succeed
  })

/** Of a create: `key=value`, each key once. */
export const annotation = (
  description: string,
  texts: ReadonlyArray<string>
): Parsed<Annotation.Annotation> =>
  Result.flatMap(
    Result.all(
      texts.map((x) =>
        Option.match(Annotation.parseLabel(x), {
          onNone: () => usage(`--label is KEY=VALUE, not ${x}.`),
          onSome: Result.succeed
        })
      )
    ),
    (labels) => Result.mapError(Annotation.make(description, labels), problem)
  )

/** Of a list: `key=value`, or a key with any value. */
export const labels = (texts: ReadonlyArray<string>): Parsed<ReadonlyArray<Annotation.LabelFilter>> =>
  Result.all(
    texts.map((x) =>
      Option.match(Annotation.parseFilter(x), {
        onNone: () => usage(`--label is KEY=VALUE or KEY, and a key is ${Annotation.keyRule}; not ${x}.`),
        onSome: Result.succeed
      })
    )
  )

export const limit = (text: string): Parsed<number | null> => {
  if (text === "") return Result.succeed(null)
  return /^[1-9][0-9]{0,8}$/.test(text)
    ? Result.succeed(Number(text))
    : usage(`${called("limit")} is a number from 1 on, not ${text}.`)
}
