/** What `/api/v1` takes, as typed input, or the error that says what is wrong with it. */
import {
  type BackupError,
  type BackupId,
  type BackupPage,
  BackupState,
  Component,
  PageDto
} from "@camunda-backup/core"
import { Option, Result } from "effect"
import { decodeBackupId, decodePattern } from "./decode.ts"
import { NumberText, parseExact } from "./exactJson.ts"
import { BodyInvalid, BodyMalformed, ParameterInvalid } from "./RequestError.ts"

type Decoded<A, E> = Result.Result<A, E>

const componentNamed = (name: unknown): Component.Component | undefined =>
  Component.all.find((x) => x === name)

const names = Component.all.join(" or ")

export const decodeComponent = (received: string): Decoded<Component.Component, ParameterInvalid> => {
  const component = componentNamed(received)
  return component === undefined
    ? Result.fail(new ParameterInvalid({ parameter: "component", received, expected: names }))
    : Result.succeed(component)
}

/** Absent, or sent empty: as not sent. Sent twice it is refused: which one was meant is not known. */
const single = (
  query: Readonly<Record<string, unknown>>,
  parameter: string
): Decoded<Option.Option<string>, ParameterInvalid> => {
  const value = query[parameter]
  if (value === undefined || value === "") return Result.succeed(Option.none())
  return typeof value === "string"
    ? Result.succeed(Option.some(value))
    : Result.fail(new ParameterInvalid({ parameter, received: JSON.stringify(value), expected: "sent once" }))
}

/** One of the components, or all. */
export const decodeComponents = (
  query: Readonly<Record<string, unknown>>
): Decoded<ReadonlyArray<Component.Component>, ParameterInvalid> =>
  Result.flatMap(
    single(query, "component"),
    Option.match({
      onNone: () => Result.succeed<ReadonlyArray<Component.Component>>(Component.all),
      onSome: (name) => Result.map(decodeComponent(name), (x) => [x])
    })
  )

const stateOf = (received: string): Decoded<BackupState.BackupState, ParameterInvalid> => {
  const state = BackupState.all.find((x) => x === received)
  return state === undefined
    ? Result.fail(
        new ParameterInvalid({
          parameter: "state",
          received,
          expected: `one or several of ${BackupState.all.join(", ")}, separated by commas`
        })
      )
    : Result.succeed(state)
}

/** Which backups, and how much of each. */
export interface ListQuery {
  readonly query: BackupPage.Query
  readonly snapshots: boolean
}

/** With their snapshots a client reads all there are; pages are for people. */
const limits = { default: 50, max: 1000, maxWithSnapshots: 10_000 }

export const decodeQuery = (
  query: Readonly<Record<string, unknown>>
): Decoded<ListQuery, ParameterInvalid | BackupError.InvalidPattern> =>
  Result.gen(function* () {
    const states = Option.getOrElse(yield* single(query, "state"), () => "")
    const snapshots = Option.getOrElse(yield* single(query, "snapshots"), () => "false")
    if (snapshots !== "true" && snapshots !== "false")
      return yield* Result.fail(
        new ParameterInvalid({ parameter: "snapshots", received: snapshots, expected: "true or false" })
      )
    const max = snapshots === "true" ? limits.maxWithSnapshots : limits.max
    const limit = Option.getOrElse(yield* single(query, "limit"), () => String(limits.default))
    if (!/^[0-9]{1,5}$/.test(limit) || Number(limit) < 1 || Number(limit) > max)
      return yield* Result.fail(
        new ParameterInvalid({
          parameter: "limit",
          received: limit,
          expected: `a number from 1 to ${max}`
        })
      )
    const after = yield* single(query, "after")
    const cursor = Option.flatMap(after, PageDto.decodeCursor)
    if (Option.isSome(after) && Option.isNone(cursor))
      return yield* Result.fail(
        new ParameterInvalid({
          parameter: "after",
          received: after.value,
          expected: "the `next` of the page before"
        })
      )
    const pattern = yield* decodePattern(Option.getOrElse(yield* single(query, "pattern"), () => ""))
    const asked: BackupPage.Query = {
      components: yield* decodeComponents(query),
      pattern,
      states: yield* Result.all(states === "" ? [] : states.split(",").map(stateOf)),
      limit: Number(limit),
      after: cursor
    }
    return { query: asked, snapshots: snapshots === "true" }
  })

export interface CreateBody {
  readonly components: ReadonlyArray<Component.Component>
  readonly backupId: Option.Option<BackupId.BackupId>
}

type BodyError = BodyMalformed | BodyInvalid | BackupError.InvalidBackupId

const invalid = (reason: string): Result.Result<never, BodyInvalid> =>
  Result.fail(new BodyInvalid({ reason }))

const componentsOf = (value: unknown): Decoded<ReadonlyArray<Component.Component>, BodyInvalid> => {
  if (value === undefined) return Result.succeed(Component.all)
  const found = Array.isArray(value) ? value.map(componentNamed) : []
  const known = Component.all.filter((x) => found.includes(x))
  return found.length === 0 || found.length !== known.length
    ? invalid(`components must be an array of ${names}, each at most once`)
    : Result.succeed(known)
}

const idOf = (value: unknown): Decoded<CreateBody["backupId"], BodyError> => {
  if (value === undefined || value === null) return Result.succeed(Option.none())
  const text = value instanceof NumberText ? value.text : value
  return typeof text === "string"
    ? Result.map(decodeBackupId(text), Option.some)
    : invalid("backupId must be digits in a string, or left out")
}

const keys = ["components", "backupId"]

/** No body is an empty object. A key that is not known is refused: it may be a misspelt one, and the backup then another than was meant. */
export const decodeCreateBody = (text: string): Decoded<CreateBody, BodyError> =>
  Result.gen(function* () {
    if (text.trim() === "") return { components: Component.all, backupId: Option.none() }
    const body = yield* Result.mapError(parseExact(text), (reason) => new BodyMalformed({ reason }))
    if (typeof body !== "object" || body === null || Array.isArray(body) || body instanceof NumberText)
      return yield* invalid("it must be an object")
    const unknown = Object.keys(body).find((x) => !keys.includes(x))
    if (unknown !== undefined) return yield* invalid(`there is no ${unknown}; known: ${keys.join(", ")}`)
    const fields: Readonly<Record<string, unknown>> = { ...body }
    return {
      components: yield* componentsOf(fields["components"]),
      backupId: yield* idOf(fields["backupId"])
    }
  })
