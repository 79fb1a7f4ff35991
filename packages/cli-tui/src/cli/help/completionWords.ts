/** What can appear in a command line, for the completions of all shells. */
import {
  commandNames,
  type CommandName,
  commands,
  type CommandSpec,
  flagsOf,
  namedIds,
  restoreActions,
  shells
} from "../spec/commands.ts"
import { type Flag, flags } from "../spec/flags.ts"

export interface CompletedFlag {
  readonly name: string
  readonly text: string
  readonly takesValue: boolean
  readonly words: ReadonlyArray<string>
}

export interface Completed {
  readonly name: CommandName
  readonly text: string
  readonly flags: ReadonlyArray<CompletedFlag>
  /** Instead of an id, or the one word it takes. */
  readonly words: ReadonlyArray<string>
}

const wordsOf = ({ takes }: CommandSpec): ReadonlyArray<string> => {
  switch (takes) {
    case "id":
    case "ids":
      return namedIds
    case "shell":
      return shells
    case "config":
      return ["show"]
    case "restore":
      return restoreActions
    case "none":
    case "new id":
      return []
  }
}

export const completed: ReadonlyArray<Completed> = commandNames.map((name) => {
  const spec: CommandSpec = commands[name]
  return {
    name,
    text: spec.text,
    words: wordsOf(spec),
    flags: flagsOf(name).map((flag) => {
      const { name: word, text: about, value, words = [] }: Flag = flags[flag]
      return { name: word, text: about, takesValue: value !== undefined, words }
    })
  }
})
