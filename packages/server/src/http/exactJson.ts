/**
 * JSON with numbers as they were written. `JSON.parse` rounds integers above 2^53, and the backup with the rounded id is another backup.
 * Comments are allowed, as Camunda allows them.
 */
import { Result } from "effect"
import stripJsonComments from "strip-json-comments"

/** A JSON number by its source text. */
export class NumberText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** The standard hands the source text to a reviver; the library's type declarations do not know it yet. */
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown

const parse = JSON.parse as (text: string, reviver: Reviver) => unknown

const keepNumbers: Reviver = (_key, value, context) =>
  typeof value === "number" ? new NumberText(context.source ?? String(value)) : value

/** The value, or why the text is no JSON. */
export const parseExact = (text: string): Result.Result<unknown, string> =>
  Result.try({
    try: () => parse(stripJsonComments(text), keepNumbers),
    catch: (error) => (error instanceof Error ? error.message : String(error))
  })
