/**
 * From what was sent to typed input, or the error that says what is wrong with it. `docs/decisions/0003-ids.md` has the accepted forms.
 */
import { BackupError, BackupId, ListPattern } from "@camunda-backup/core"
import { Option, Result } from "effect"
import { NumberText, parseExact } from "./exactJson.ts"
import { BackupIdMissing, BodyMalformed, BodyMissing, ParameterInvalid } from "./RequestError.ts"

type Decoded<A, E> = Result.Result<A, E>

export const invalidId = (received: string): BackupError.InvalidBackupId =>
  new BackupError.InvalidBackupId({ received, negative: BackupId.isNegative(received) })

/** Decimal digits, 0 to 2^63-1. */
export const decodeBackupId = (received: string): Decoded<BackupId.BackupId, BackupError.InvalidBackupId> =>
  Option.match(BackupId.parse(received), {
    onNone: () => Result.fail(invalidId(received)),
    onSome: Result.succeed
  })

const kindOf = (value: unknown): string =>
  value === null
    ? "null"
    : Array.isArray(value)
      ? "an array"
      : value instanceof NumberText
        ? "a number"
        : typeof value === "object"
          ? "an object"
          : `a ${typeof value}`

type BodyError = BodyMissing | BodyMalformed | BackupIdMissing | BackupError.InvalidBackupId

const idOfBody = (body: unknown): Decoded<BackupId.BackupId, BodyError> => {
  if (body === null) return Result.fail(new BodyMissing())
  if (typeof body !== "object" || Array.isArray(body) || body instanceof NumberText)
    return Result.fail(new BodyMalformed({ reason: `expected an object, found ${kindOf(body)}` }))
  const id: unknown = Object.getOwnPropertyDescriptor(body, "backupId")?.value
  if (id === undefined || id === null) return Result.fail(new BackupIdMissing())
  if (id instanceof NumberText) return decodeBackupId(id.text)
  if (typeof id !== "string")
    return Result.fail(new BodyMalformed({ reason: `backupId must be an integer, found ${kindOf(id)}` }))
  return id.trim() === "" ? Result.fail(new BackupIdMissing()) : decodeBackupId(id)
}

/** The `backupId` of a create's body: a JSON integer or a string of digits. */
export const decodeCreateBody = (text: string): Decoded<BackupId.BackupId, BodyError> => {
  if (text.trim() === "") return Result.fail(new BodyMissing())
  const body = parseExact(text)
  return Result.isFailure(body)
    ? Result.fail(new BodyMalformed({ reason: body.failure }))
    : idOfBody(body.success)
}

const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  on: true,
  yes: true,
  1: true,
  false: false,
  off: false,
  no: false,
  0: false
}

/** A query parameter that was sent several times counts by its first value; sent empty, as not sent. */
const single = (value: unknown): string => {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === "string" ? first : ""
}

/** `verbose`: Spring's spellings of a boolean, any case; absent means true. */
export const decodeVerbose = (value: unknown): Decoded<boolean, ParameterInvalid> => {
  const received = single(value)
  if (received.trim() === "") return Result.succeed(true)
  const flag = booleans[received.trim().toLowerCase()]
  return flag === undefined
    ? Result.fail(new ParameterInvalid({ parameter: "verbose", received, expected: "true or false" }))
    : Result.succeed(flag)
}

export const decodePattern = (
  value: unknown
): Decoded<ListPattern.ListPattern, BackupError.InvalidPattern> => {
  const pattern = single(value)
  return Option.match(ListPattern.parse(pattern), {
    onNone: () => Result.fail(new BackupError.InvalidPattern({ pattern })),
    onSome: Result.succeed
  })
}
