/** What a restore is asked for, as typed input, or the error that says what is wrong with it. */
import { type BackupError, RestoreId, RestoreError, RestoreQuestionDto } from "@camunda-backup/core"
import { Option, Result, Struct } from "effect"
import { BodyInvalid, BodyMalformed } from "./RequestError.ts"

const keys: ReadonlyArray<string> = Struct.keys(RestoreQuestionDto.Body.fields)

/** A key that is not known is refused: it may be a misspelt one, and the restore then another than was meant. */
export const decodeRestoreBody = (
  text: string
): Result.Result<RestoreQuestionDto.Asked, BodyMalformed | BodyInvalid> =>
  Result.gen(function* () {
    const body = yield* parse(text)
    if (typeof body !== "object" || body === null || Array.isArray(body))
      return yield* Result.fail(new BodyInvalid({ reason: "it must be an object" }))
    const unknown = Object.keys(body).find((x) => !keys.includes(x))
    if (unknown !== undefined)
      return yield* Result.fail(
        new BodyInvalid({ reason: `there is no ${unknown}; known: ${keys.join(", ")}` })
      )
    return yield* Result.mapError(RestoreQuestionDto.decode(body), (reason) => new BodyInvalid({ reason }))
  })

const parse = (text: string): Result.Result<unknown, BodyMalformed> =>
  Result.try({
    try: (): unknown => JSON.parse(text),
    catch: (error) => new BodyMalformed({ reason: error instanceof Error ? error.message : String(error) })
  })

/** What is no id names no restore. */
export const decodeRestoreId = (
  text: string
): Result.Result<
  RestoreId.RestoreId,
  Extract<BackupError.BackupError, { readonly _tag: "RestoreNotFound" }>
> =>
  Option.match(RestoreId.parse(text), {
    onNone: () => Result.fail(new RestoreError.RestoreNotFound({ restore: text })),
    onSome: Result.succeed
  })
