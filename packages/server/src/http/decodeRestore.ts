/** What a restore is asked for, as typed input, or the error that says what is wrong with it. */
import { type BackupError, RestoreId, RestoreError, RestoreQuestionDto } from "@camunda-backup/core"
import { Option, Result, Struct } from "effect"
import { decodeObject } from "./decodeObject.ts"
import type { BodyInvalid, BodyMalformed } from "./RequestError.ts"

const keys: ReadonlyArray<string> = Struct.keys(RestoreQuestionDto.Body.fields)

/** What a restore is asked for. */
export const decodeRestoreBody = (
  text: string
): Result.Result<RestoreQuestionDto.Asked, BodyMalformed | BodyInvalid> =>
  decodeObject(text, keys, RestoreQuestionDto.decode)

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
