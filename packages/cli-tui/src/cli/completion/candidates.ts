/**
 * What can stand at the cursor of a command line. The same for every shell: their scripts only ask for it. Imports nothing heavy, because it runs
 * at every press of the key.
 */
import {
  commandNames,
  type CommandName,
  commands,
  type CommandSpec,
  configActions,
  flagsOf,
  namedIds,
  restoreActions,
  retentionActions,
  scheduleActions,
  scheduledJobs,
  shells
} from "../spec/commands.ts"
import { connection, everywhere, type Flag, flagNames, flags, type FlagName } from "../spec/flags.ts"
import { helpTopics } from "../spec/helpTopics.ts"

export interface Candidate {
  readonly word: string
  /** `""`: the word says it all. */
  readonly text: string
}

/** Ids that only the server knows, and names that only the operator's file does. */
export interface Wanted {
  readonly what: "backups" | "restores" | "contexts"
  /** Of the command line, to ask the same server for the same components. */
  readonly connection: ReadonlyArray<string>
  readonly command: CommandName
}

export interface Candidates {
  readonly words: ReadonlyArray<Candidate>
  readonly ids: Wanted | null
}

interface Scanned {
  readonly positionals: ReadonlyArray<string>
  readonly given: ReadonlySet<FlagName>
  readonly connection: ReadonlyArray<string>
  /** The flag whose value stands at the cursor. */
  readonly awaiting: FlagName | null
  /** After `--` nothing is a flag. */
  readonly onlyPositionals: boolean
}

const flagOf = (word: string): FlagName | undefined =>
  flagNames.find((name) => {
    const { name: long, short }: Flag = flags[name]
    return word === `--${long}` || (short !== undefined && word === `-${short}`)
  })

const takesValue = (name: FlagName): boolean => {
  const { value }: Flag = flags[name]
  return value !== undefined
}

const isConnection = (name: FlagName): boolean => connection.some((x) => x === name)

const scan = (before: ReadonlyArray<string>): Scanned => {
  const positionals: Array<string> = []
  const given = new Set<FlagName>()
  const asked: Array<string> = []
  let awaiting: FlagName | null = null
  let onlyPositionals = false
  for (const word of before) {
    if (awaiting !== null) {
      if (isConnection(awaiting)) asked.push(word)
      awaiting = null
    } else if (onlyPositionals || !word.startsWith("-") || word === "-") {
      positionals.push(word)
    } else if (word === "--") {
      onlyPositionals = true
    } else {
      const [long = ""] = word.split("=")
      const name = flagOf(long)
      if (name === undefined) continue
      given.add(name)
      if (isConnection(name)) asked.push(word)
      if (takesValue(name) && long === word) awaiting = name
    }
  }
  return { positionals, given, connection: asked, awaiting, onlyPositionals }
}

const plain = (words: ReadonlyArray<string>): ReadonlyArray<Candidate> =>
  words.map((word) => ({ word, text: "" }))

const valuesOf = (name: FlagName, current: string): ReadonlyArray<Candidate> => {
  const { several, words = [] }: Flag = flags[name]
  const at = several === true ? current.lastIndexOf(",") + 1 : 0
  const before = current.slice(0, at)
  const chosen = before.toLowerCase().split(",")
  // States are accepted in either case, so what is typed in lower case goes on like that.
  const typed = current.slice(at)
  const inCase = (word: string): string =>
    several === true && typed !== "" && typed === typed.toLowerCase() ? word.toLowerCase() : word
  return plain(words.filter((x) => !chosen.includes(x.toLowerCase())).map((x) => before + inCase(x)))
}

const flagWords = (command: CommandName | null, given: ReadonlySet<FlagName>): ReadonlyArray<Candidate> => {
  const known: ReadonlyArray<FlagName> =
    command === null ? [...connection, ...everywhere, "version"] : flagsOf(command)
  return known
    .filter((x) => !given.has(x))
    .flatMap((x): ReadonlyArray<Candidate> => {
      const { name, short, text }: Flag = flags[x]
      return [{ word: `--${name}`, text }, ...(short === undefined ? [] : [{ word: `-${short}`, text }])]
    })
}

const named = {
  latest: "the newest backup",
  "latest-good": "the newest that is COMPLETED in every component",
  oldest: "the oldest backup"
} as const satisfies Record<(typeof namedIds)[number], string>

const namedWords = namedIds.map((word) => ({ word, text: named[word] }))

const nothing: Candidates = { words: [], ids: null }

const ofWords = (words: ReadonlyArray<Candidate>): Candidates => ({ words, ids: null })

const restoreWords: Readonly<Record<(typeof restoreActions)[number], string>> = {
  plan: "what a restore would do, and what prevents it",
  run: "restore a backup",
  drill: "restore under other names, compare, and delete again",
  status: "how far a restore or drill is",
  cancel: "stop a restore or drill",
  resume: "continue one that ended early",
  list: "all restores and drills"
}

const commandWords: ReadonlyArray<Candidate> = [
  ...commandNames.map((word) => ({ word, text: commands[word].text })),
  { word: "help", text: "the help of a command" }
]

const contexts = (command: CommandName): Candidates => ({
  words: [],
  ids: { what: "contexts", connection: [], command }
})

/** Of what follows the command, not flags. */
const argument = (command: CommandName, { connection: asked, positionals }: Scanned): Candidates => {
  const { takes }: CommandSpec = commands[command]
  const rest = positionals.slice(1)
  const backups: Candidates = { words: namedWords, ids: { what: "backups", connection: asked, command } }
  const first = rest.length === 0
  switch (takes) {
    case "none":
    case "new id":
      return nothing
    case "id":
      return first ? backups : nothing
    case "ids":
      return backups
    case "shell":
      return first ? ofWords(plain(shells)) : nothing
    case "config":
      if (first) return ofWords(plain(configActions))
      return rest.length === 1 && rest[0] === "use-context" ? contexts(command) : nothing
    case "schedule":
      if (first) return ofWords(plain(scheduleActions))
      return rest.length === 1 && rest[0] !== "show" ? ofWords(plain(scheduledJobs)) : nothing
    case "retention":
      return first ? ofWords(plain(retentionActions)) : nothing
    case "restore": {
      if (first) return ofWords(restoreActions.map((word) => ({ word, text: restoreWords[word] })))
      if (rest.length > 1) return nothing
      if (rest[0] === "plan" || rest[0] === "run" || rest[0] === "drill") return backups
      return rest[0] === "list"
        ? nothing
        : { words: [], ids: { what: "restores", connection: asked, command } }
    }
  }
}

/** `before`: the words between the program and the cursor's word, which is `current`. */
export const candidates = (before: ReadonlyArray<string>, current: string): Candidates => {
  const scanned = scan(before)
  const { awaiting, given, onlyPositionals, positionals } = scanned
  const [name] = positionals
  const command = commandNames.find((x) => x === name) ?? null
  if (awaiting === "context") return contexts(command ?? "list")
  if (awaiting !== null) return ofWords(valuesOf(awaiting, current))
  const flag = () => ofWords(flagWords(command, given))
  if (current.startsWith("-") && !onlyPositionals) {
    const equals = current.indexOf("=")
    if (equals < 0) return flag()
    const of = flagOf(current.slice(0, equals))
    const head = current.slice(0, equals + 1)
    return of === undefined || !takesValue(of)
      ? nothing
      : ofWords(
          valuesOf(of, current.slice(equals + 1)).map(({ text, word }) => ({ word: head + word, text }))
        )
  }
  if (name === undefined) return ofWords(commandWords)
  if (name === "help")
    return ofWords(positionals.length > 1 ? [] : [...commandWords.slice(0, -1), ...helpTopics])
  if (command === null) return nothing
  const found = argument(command, scanned)
  return found === nothing && !onlyPositionals && current === "" ? flag() : found
}
