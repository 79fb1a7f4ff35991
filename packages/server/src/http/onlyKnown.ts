import { Result } from "effect"
import { ParameterUnknown } from "./RequestError.ts"

/** Refuses a parameter that the request does not have. `known` must be what the description says, which a test compares. */
export const onlyKnown = (
  query: Readonly<Record<string, unknown>>,
  known: ReadonlyArray<string>
): Result.Result<void, ParameterUnknown> => {
  const parameter = Object.keys(query).find((x) => !known.includes(x))
  return parameter === undefined ? Result.void : Result.fail(new ParameterUnknown({ parameter, known }))
}
