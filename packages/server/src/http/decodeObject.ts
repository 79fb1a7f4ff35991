import { Result } from "effect"
import { BodyInvalid, BodyMalformed } from "./RequestError.ts"

/**
 * A body that is one JSON object. A key that is not known is refused: it may be a misspelt one, and something else be done than was meant.
 */
export const decodeObject = <A>(
  text: string,
  keys: ReadonlyArray<string>,
  decode: (body: object) => Result.Result<A, string>
): Result.Result<A, BodyMalformed | BodyInvalid> =>
  Result.gen(function* () {
    const body = yield* parse(text)
    if (typeof body !== "object" || body === null || Array.isArray(body))
      return yield* Result.fail(new BodyInvalid({ reason: "it must be an object" }))
    const unknown = Object.keys(body).find((x) => !keys.includes(x))
    if (unknown !== undefined)
      return yield* Result.fail(
        new BodyInvalid({ reason: `there is no ${unknown}; known: ${keys.join(", ")}` })
      )
    return yield* Result.mapError(decode(body), (reason) => new BodyInvalid({ reason }))
  })

const parse = (text: string): Result.Result<unknown, BodyMalformed> =>
  Result.try({
    try: (): unknown => JSON.parse(text),
    catch: (error) => new BodyMalformed({ reason: error instanceof Error ? error.message : String(error) })
  })
