/** What `/api/v1` takes, as typed input, or the error that says what is wrong with it. */
import {
  Annotation,
  type BackupError,
  type BackupPage,
  BackupState,
  Component,
  CreateDto,
  PageDto
} from "@camunda-backup/core"
import { Option, Result } from "effect"
import { decodePattern, invalidId } from "./decode.ts"
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

/** Sent as often as there are: of a parameter that is sent several times, Express gives an array. */
const several = (query: Readonly<Record<string, unknown>>, parameter: string): ReadonlyArray<string> =>
  [query[parameter]].flat().flatMap((x) => (typeof x === "string" && x !== "" ? [x] : []))

const labelExpected = `key=value or key; a key is ${Annotation.keyRule}`

const decodeLabels = (
  query: Readonly<Record<string, unknown>>
): Decoded<ReadonlyArray<Annotation.LabelFilter>, ParameterInvalid> =>
  Result.all(
    several(query, "label").map((received) =>
      Result.fromOption(
        Annotation.parseFilter(received),
        () => new ParameterInvalid({ parameter: "label", received, expected: labelExpected })
      )
    )
  )

/** What would be said of a backup that is planned. */
export const decodeAnnotation = (
  query: Readonly<Record<string, unknown>>
): Decoded<Annotation.Annotation, ParameterInvalid> =>
  Result.gen(function* () {
    const description = Option.getOrElse(yield* single(query, "description"), () => "")
    const labels = yield* Result.all(
      several(query, "label").map((received) =>
        Result.fromOption(
          Annotation.parseLabel(received),
          () => new ParameterInvalid({ parameter: "label", received, expected: "key=value" })
        )
      )
    )
    return yield* Result.mapError(
      Annotation.make(description, labels),
      (expected) =>
        new ParameterInvalid({ parameter: "label", received: several(query, "label").join(" "), expected })
    )
  })

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
      labels: yield* decodeLabels(query),
      limit: Number(limit),
      after: cursor
    }
    return { query: asked, snapshots: snapshots === "true" }
  })

type BodyError = BodyMalformed | BodyInvalid | BackupError.InvalidBackupId

const textOf = (value: unknown): unknown => (value instanceof NumberText ? value.text : value)

/** An id may be sent as a number too, which is read by its source text. Any other number stays what it is: a description is none. */
const withNumberAsId = (body: unknown): unknown =>
  typeof body === "object" && body !== null && !Array.isArray(body) && !(body instanceof NumberText)
    ? Object.fromEntries(
        Object.entries(body).map(([key, value]) => [key, key === "backupId" ? textOf(value) : value])
      )
    : textOf(body)

const reasons: Readonly<Record<string, string>> = {
  components: `components must be an array of ${names}, each at most once`,
  partial: "partial must be true or false",
  description: "description must be a text",
  labels: "labels must be an object of texts",
  backupId: "backupId must be digits in a string, or left out"
}

const isObject = (json: unknown): boolean =>
  typeof json === "object" && json !== null && !Array.isArray(json) && !(json instanceof NumberText)

const bodyError = (
  json: unknown,
  { message, where }: { readonly message: string; readonly where: Option.Option<string> }
): BodyError => {
  if (Option.isNone(where))
    return new BodyInvalid({ reason: isObject(json) ? message : "it must be an object" })
  const key = where.value
  const value: unknown = Object.getOwnPropertyDescriptor(json, key)?.value
  if (key === "backupId" && typeof value === "string") return invalidId(value)
  const known = CreateDto.requestKeys
  return new BodyInvalid({
    reason: (known.includes(key) && reasons[key]) || `there is no ${key}; known: ${known.join(", ")}`
  })
}

/** No body is an empty object. */
export const decodeCreateBody = (text: string): Decoded<CreateDto.CreateRequest, BodyError> =>
  Result.gen(function* () {
    const parsed = parseExact(text.trim() === "" ? "{}" : text)
    const json = withNumberAsId(yield* Result.mapError(parsed, (reason) => new BodyMalformed({ reason })))
    return yield* Result.mapError(CreateDto.decodeRequest(json), (wrong) => bodyError(json, wrong))
  })
