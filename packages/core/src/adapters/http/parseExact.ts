import { Result } from "effect"

/** By the standard a reviver gets the source text; the type declarations do not have that yet. */
const exactIntegers = (_key: string, value: unknown, context?: { readonly source?: string }): unknown => {
  const source = context?.source ?? ""
  return typeof value === "number" && /^-?[0-9]+$/.test(source) ? BigInt(source) : value
}

/** JSON with every integer as a `bigint`, or why the text is not JSON. `JSON.parse` alone rounds ids above 2^53 to other ids. */
export const parseExact = (text: string): Result.Result<unknown, string> =>
  Result.try({
    try: (): unknown => JSON.parse(text, exactIntegers),
    catch: (error) => (error instanceof Error ? error.message : String(error))
  })

/** JSON as usual, where ids are strings. */
export const parsePlain = (text: string): Result.Result<unknown, string> =>
  Result.try({
    try: (): unknown => JSON.parse(text),
    catch: (error) => (error instanceof Error ? error.message : String(error))
  })
