/** A configuration file in YAML or JSON: its schema, and what it says as variables. */
import type { Variables } from "@camunda-backup/core"
import { Result, Schema } from "effect"
import { parse } from "yaml"
import { valueAt } from "../valueAt.ts"
import { type Kind, type Setting, settings } from "./settings.ts"

const Text = Schema.NonEmptyString

const ofKind = (kind: Kind): Schema.Codec<unknown> => {
  switch (kind) {
    case "text":
    case "file":
      return Text
    case "number":
      return Schema.Int
    case "boolean":
      return Schema.Boolean
    case "list":
      return Schema.Union([Text, Schema.NonEmptyArray(Text)])
    case "places":
      return Schema.Union([Schema.Int, Schema.Literal("unlimited")])
    default:
      return Schema.Literals([...kind])
  }
}

/** The formatting of docs is for pages; a schema is shown by editors. */
const plain = ({ about, variable }: Setting): string =>
  `${about.replaceAll("`", "").replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")} (${variable})`

/** The settings below a key, `""`: all of them, as one object. */
const objectOf = (prefix: string): Schema.Codec<unknown> => {
  const within = settings.filter((x) => x.key.startsWith(prefix))
  const names = new Set(within.map((x) => x.key.slice(prefix.length).split(".")[0] ?? ""))
  const fields: Record<string, Schema.optionalKey<Schema.Codec<unknown>>> = {}
  for (const name of names) {
    const setting = within.find((x) => x.key === prefix + name)
    fields[name] = Schema.optionalKey(
      setting === undefined
        ? objectOf(`${prefix}${name}.`)
        : ofKind(setting.kind).annotate({ description: plain(setting) })
    )
  }
  return Schema.Struct(fields)
}

/** What a file may hold. */
export const File = objectOf("")

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(",") : String(value))

/** The variable that a key stands for: a secret only by the file that holds it. */
const variableOf = ({ kind, variable }: Setting): string => (kind === "file" ? `${variable}_FILE` : variable)

/** What a file says, and by which key it says what a variable would. */
export interface Said {
  readonly variables: Variables.Environment
  readonly keyOf: ReadonlyMap<string, string>
}

/** Reads its text, or says what is wrong with it. Unknown keys are refused: a misspelt one would change nothing, without a word. */
export const readConfiguration = (text: string): Result.Result<Said, string> =>
  Result.gen(function* () {
    const yaml: unknown = yield* Result.mapError(
      Result.try((): unknown => parse(text)),
      () => "it is neither YAML nor JSON"
    )
    const decoded = yield* Result.mapError(
      Schema.decodeUnknownResult(File, { onExcessProperty: "error", errors: "all" })(yaml ?? {}),
      (error) => error.message
    )
    const set = settings.filter((x) => valueAt(decoded, x.key) !== undefined)
    return {
      variables: Object.fromEntries(set.map((x) => [variableOf(x), textOf(valueAt(decoded, x.key))])),
      keyOf: new Map(set.map((x) => [variableOf(x), x.key]))
    }
  })
