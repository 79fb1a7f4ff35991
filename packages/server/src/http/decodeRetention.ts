import { RetentionDto } from "@camunda-backup/core"
import { Option, Result, Struct } from "effect"
import { decodeObject } from "./decodeObject.ts"
import type { BodyInvalid, BodyMalformed } from "./RequestError.ts"

const keys: ReadonlyArray<string> = Struct.keys(RetentionDto.Request.fields)

/** Which policy is to be looked at, of which components; an empty body asks for the one that is set, of all. */
export const decodeRetention = (
  text: string
): Result.Result<RetentionDto.Asked, BodyMalformed | BodyInvalid> =>
  decodeObject(text.trim() === "" ? "{}" : text, keys, (body) =>
    Result.mapError(
      RetentionDto.decodeRequest(body),
      ({ message, where }) => `${Option.getOrElse(where, () => "the body")}: ${message}`
    )
  )
