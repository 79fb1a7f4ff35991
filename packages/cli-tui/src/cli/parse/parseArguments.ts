/** What follows the name of a command. */
import { didYouMean, jobs } from "@camunda-backup/core"
import { Result } from "effect"
import type { IdArgument } from "./Invocation.ts"
import {
  type CommandName,
  commands,
  type CommandSpec,
  configActions,
  restoreActions,
  retentionActions,
  scheduleActions,
  shells
} from "../spec/commands.ts"
import * as values from "./values.ts"

export interface Arguments {
  readonly ids: ReadonlyArray<IdArgument>
  /** The shell of a completion; of `restore` its action, with the id of a restore behind it where it takes one. */
  readonly word: string
}

const ids = (texts: ReadonlyArray<string>): values.Parsed<Arguments> =>
  Result.map(Result.all(texts.map(values.id)), (found) => ({ ids: found, word: "" }))

/** A name such as `latest` means a backup that exists, so a new one cannot have it. */
const newId = (texts: ReadonlyArray<string>): values.Parsed<Arguments> =>
  Result.flatMap(ids(texts), (found) => {
    const named = found.ids.find((x) => typeof x === "string")
    return named === undefined ? Result.succeed(found) : values.usage(`create needs a new ID, not ${named}.`)
  })

/** The action, and what it is about: a backup, or a restore that exists. */
const restoreArguments = (
  action: string | undefined,
  rest: ReadonlyArray<string>
): values.Parsed<Arguments> => {
  const known = restoreActions.find((x) => x === action)
  if (known === undefined)
    return values.usage(
      `restore takes one of ${restoreActions.join(", ")}${action === undefined ? "." : didYouMean(action, restoreActions)}`,
      "restore"
    )
  const [first, ...more] = rest
  if (more.length > 0) return values.usage(`Too many arguments: ${more.join(" ")}.`, "restore")
  if (known === "list")
    return first === undefined
      ? Result.succeed({ ids: [], word: known })
      : values.usage("restore list takes no arguments.", "restore")
  if (known === "plan" || known === "run" || known === "drill")
    return first === undefined
      ? values.usage(`restore ${known} needs the ID of a backup.`, "restore")
      : Result.map(ids([first]), (x) => ({ ...x, word: known }))
  if (known === "status" && first === undefined) return Result.succeed({ ids: [], word: known })
  return first === undefined
    ? values.usage(
        `restore ${known} needs the id of a restore: camunda-backup restore list shows them.`,
        "restore"
      )
    : Result.succeed({ ids: [], word: `${known} ${first}` })
}

/** `show`, `contexts`, or `use-context NAME`. */
const configArguments = (
  action: string | undefined,
  rest: ReadonlyArray<string>
): values.Parsed<Arguments> => {
  const known = configActions.find((x) => x === action)
  const forms = "config show, config contexts, config use-context NAME"
  if (known === undefined) return values.usage(`config takes one of: ${forms}.`, "config")
  const wanted = known === "use-context" ? 1 : 0
  return rest.length === wanted
    ? Result.succeed({ ids: [], word: [known, ...rest].join(" ") })
    : values.usage(`It is one of: ${forms}.`, "config")
}

/** `show`, or an action and the job. */
const scheduleArguments = (action = "show", rest: ReadonlyArray<string>): values.Parsed<Arguments> => {
  const forms = "schedule show, schedule pause backup|drill, schedule resume backup|drill"
  const known = scheduleActions.find((x) => x === action)
  if (known === undefined)
    return values.usage(
      `schedule takes one of ${scheduleActions.join(", ")}${didYouMean(action, scheduleActions)}`,
      "schedule"
    )
  const fits = known === "show" ? rest.length === 0 : rest.length === 1 && jobs.some((x) => x === rest[0])
  return fits
    ? Result.succeed({ ids: [], word: [known, ...rest].join(" ") })
    : values.usage(`It is one of: ${forms}.`, "schedule")
}

export const parseArguments = (
  command: CommandName,
  rest: ReadonlyArray<string>
): values.Parsed<Arguments> => {
  const { takes }: CommandSpec = commands[command]
  const [first, ...more] = rest
  const one = (then: values.Parsed<Arguments>): values.Parsed<Arguments> =>
    more.length > 0 ? values.usage(`Too many arguments: ${more.join(" ")}.`, command) : then
  const needsId = () => values.usage(`${command} needs the ID of a backup.`, command)
  switch (takes) {
    case "none":
      return first === undefined ? ids([]) : values.usage(`${command} takes no arguments.`, command)
    case "new id":
      return one(newId(rest))
    case "id":
      return first === undefined ? needsId() : one(ids(rest))
    case "ids":
      return first === undefined ? needsId() : ids(rest)
    case "config":
      return configArguments(first, more)
    case "restore":
      return restoreArguments(first, more)
    case "schedule":
      return scheduleArguments(first, more)
    case "retention":
      return first !== undefined && retentionActions.some((x) => x === first)
        ? one(Result.succeed({ ids: [], word: first }))
        : values.usage(
            `retention takes one of ${retentionActions.join(", ")}${first === undefined ? "." : didYouMean(first, retentionActions)}`,
            command
          )
    case "shell":
      return first !== undefined && shells.some((x) => x === first)
        ? one(Result.succeed({ ids: [], word: first }))
        : values.usage(
            `completion takes one of ${shells.join(", ")}${first === undefined ? "." : didYouMean(first, shells)}`,
            command
          )
  }
}
