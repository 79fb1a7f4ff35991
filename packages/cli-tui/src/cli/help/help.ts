/** `--help`, made from the tables in `spec/`, so that it cannot differ from them. */
import { wrapped } from "../../text/wrapped.ts"
import { meanings } from "../errors/exitCode.ts"
import {
  argumentsText,
  commandNames,
  type CommandName,
  commands,
  type CommandSpec,
  namedIds,
  flagsOf
} from "../spec/commands.ts"
import { connection, everywhere, type Flag, flags, type FlagName } from "../spec/flags.ts"
import type { HelpTopic } from "../spec/helpTopics.ts"

const usageOf = (name: CommandName): string =>
  `camunda-backup ${name} ${argumentsText[commands[name].takes]}`.trimEnd()

const called = (name: FlagName): string => {
  const flag: Flag = flags[name]
  const short = flag.short === undefined ? "    " : `-${flag.short}, `
  return `${short}--${flag.name}${flag.value === undefined ? "" : ` ${flag.value}`}`
}

/** The maximum width of a help page. */
const pageWidth = 100

const columns = (rows: ReadonlyArray<readonly [string, string]>): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows
    .flatMap(([left, right]) =>
      wrapped(right, pageWidth - width - 5).map(
        (line, i) => `  ${(i === 0 ? left : "").padEnd(width)}   ${line}\n`
      )
    )
    .join("")
}

const flagRows = (some: ReadonlyArray<FlagName>): string =>
  columns(
    some.map((name) => {
      const flag: Flag = flags[name]
      return [called(name), flag.variable === undefined ? flag.text : `${flag.text}  [${flag.variable}]`]
    })
  )

const exits = columns(Object.entries(meanings).map(([code, meaning]) => [code.padStart(3), meaning] as const))

const exitCodes = `Exit status of every command:\n${exits}\nTreat any other status as a failure.\n`

const seeExitCodes = "\nExit status: camunda-backup help exit-codes\n"

const ids = `ID is digits, or ${namedIds.join(", ")}.`

const examplesOf = (name: CommandName): string => commands[name].examples.map((x) => `  ${x}\n`).join("")

export const helpOf = (name: CommandName | HelpTopic): string =>
  name === "exit-codes" ? exitCodes : helpOfCommand(name)

const helpOfCommand = (name: CommandName): string => {
  const { text, takes, flags: own, local }: CommandSpec = commands[name]
  return [
    `${usageOf(name)}\n\n`,
    ...wrapped(text, pageWidth).map((line) => `${line}\n`),
    takes === "id" || takes === "ids" ? `${ids}\n` : "",
    own.length === 0 ? "" : `\n${flagRows(own)}`,
    local === true ? "" : `\nConnection options:\n${flagRows(connection)}`,
    `\nGlobal options:\n${flagRows(everywhere.filter((x) => flagsOf(name).includes(x)))}`,
    `\n${examplesOf(name)}`,
    seeExitCodes
  ].join("")
}

/** After a mistake in the words or flags of a command: what fits without scrolling. */
export const shortHelp = (of: string): string => {
  const name = commandNames.find((x) => x === of)
  if (name === undefined)
    return `usage: camunda-backup COMMAND\n${columns([["commands", commandNames.join(", ")]])}`
  const { flags: own }: CommandSpec = commands[name]
  return `usage: ${usageOf(name)}\n${own.length === 0 ? "" : flagRows(own)}${examplesOf(name)}`
}

export const help = [
  "camunda-backup: backups of Camunda's Operate and Tasklist data in Elasticsearch.\n",
  "Zeebe and Optimize are not in them.\n\n",
  columns(commandNames.map((name) => [usageOf(name).replace("camunda-backup ", ""), commands[name].text])),
  `\n${ids} More of a command: camunda-backup COMMAND --help\n`,
  `\nConnection options:\n${flagRows(connection)}`,
  `\nGlobal options:\n${flagRows([...everywhere, "version"])}`,
  seeExitCodes,
  "\n  camunda-backup create --wait\n  camunda-backup list -o json\n"
].join("")
