/** Holds what a command printed for programs against the schema of its kind: no output of a test can have a form that is not published. */
import { Ajv2020 } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import { expect } from "vitest"
import { parseAllDocuments } from "yaml"
import { jsonSchemas } from "../../src/cli/output/jsonSchemas.ts"

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
for (const format of ["backup-id"]) ajv.addFormat(format, true)

const validators = new Map(
  [...jsonSchemas(true)].map(([kind, schema]) => [kind, ajv.compile(schema)] as const)
)

const hold = (document: unknown): void => {
  const kind: unknown =
    typeof document === "object" && document !== null && "kind" in document ? document.kind : null
  const validate = validators.get(String(kind))
  if (validate === undefined) return expect.fail(`a document of kind ${String(kind)} has no schema`)
  if (!validate(document))
    expect.fail(
      `a document is not a ${String(kind)}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(document, null, 2)}`
    )
}

const formatOf = (words: string): string =>
  / (?:-o|--output)[ =]?(json|jsonl|yaml)\b/.exec(` ${words}`)?.[1] ??
  (/ --json\b/.test(` ${words}`) ? "json" : "")

/** Data are on standard output; what failed is on standard error, beside lines for people. */
export const holdAgainstSchemas = (words: string, out: string, err: string): void => {
  const format = formatOf(words)
  if (format === "") return
  if (format === "yaml") {
    for (const text of [out, err.startsWith("apiVersion:") ? err : ""])
      for (const x of parseAllDocuments(text)) if (text !== "") hold(x.toJS())
    return
  }
  if (format === "json" && out !== "") hold(JSON.parse(out))
  const lines = [...(format === "jsonl" ? out.split("\n") : []), ...err.split("\n")]
  for (const line of lines) if (line.startsWith("{")) hold(JSON.parse(line))
}
