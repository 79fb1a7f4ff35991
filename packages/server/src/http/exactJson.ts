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

declare global {
  interface JSON {
    /** The reviver is handed the source text of a value: standard, and newer than the library's type declarations. */
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown
    ): unknown
  }
}

const keepNumbers = (_key: string, value: unknown, context: { readonly source?: string }): unknown =>
  typeof value === "number" ? new NumberText(context.source ?? String(value)) : value

/** The value, or why the text is no JSON. */
export const parseExact = (text: string): Result.Result<unknown, string> =>
  Result.try({
    try: () => JSON.parse(stripJsonComments(text), keepNumbers),
    catch: (error) => (error instanceof Error ? error.message : String(error))
  })
