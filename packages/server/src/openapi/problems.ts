/** The problems of a path, by status: what the tables of the server say of the errors that it can meet. */
import { ErrorDto, ProblemDto } from "@camunda-backup/core"
import { Schema, Struct } from "effect"
import { HttpApiSchema } from "effect/http-api"
import { codes, rows } from "../http/apiProblem.ts"
import { type ActuatorError, type AnyError, type Route, statusOf, typeOf } from "../http/problem.ts"

type Tag = AnyError["_tag"]

/** What can be wrong with any request, before it is known what it asks for. */
const everywhere = [
  "PathMalformed",
  "PathUnknown",
  "RequestUnreadable",
  "MethodNotAllowed",
  "RequestTimedOut",
  "HeadersTooLarge",
  "NotAcceptable",
  "Unauthenticated",
  "Forbidden",
  "CrossSite",
  "HostNotAllowed",
  "TooManyRequests",
  "Defect"
] as const satisfies ReadonlyArray<Tag>

const query = ["ParameterInvalid", "InvalidPattern", "InvalidBackupId"] as const satisfies ReadonlyArray<Tag>

const body = [
  "BodyMalformed",
  "BodyTooLarge",
  "MediaTypeUnsupported",
  "InvalidBackupId"
] as const satisfies ReadonlyArray<Tag>

/** What is wrong with what a request of `/api/v1` says. */
export const asked = {
  query,
  body: [...body, "BodyInvalid"]
} as const satisfies Record<string, ReadonlyArray<Tag>>

/** The same of Camunda's API. */
export const askedOfActuator = {
  query,
  body: [...body, "BodyMissing", "BackupIdMissing"]
} as const satisfies Record<string, ReadonlyArray<ActuatorError["_tag"]>>

/** The errors of the core that a kind of request can meet. */
export const of = {
  read: Struct.keys(ErrorDto.errors.read),
  create: Struct.keys(ErrorDto.errors.create),
  createGroup: Struct.keys(ErrorDto.errors.createGroup),
  get: Struct.keys(ErrorDto.errors.get),
  delete: Struct.keys(ErrorDto.errors.delete),
  cancel: Struct.keys(ErrorDto.errors.cancel),
  resume: Struct.keys(ErrorDto.errors.resume),
  restoreStart: Struct.keys(ErrorDto.errors.restoreStart),
  restoreGet: Struct.keys(ErrorDto.errors.restoreGet),
  restoreCancel: Struct.keys(ErrorDto.errors.restoreCancel),
  restoreResume: Struct.keys(ErrorDto.errors.restoreResume),
  schedule: Struct.keys(ErrorDto.errors.schedule)
} as const

const byStatus = <T extends Tag, Status extends number>(
  tags: ReadonlyArray<T>,
  statusOf: (tag: T) => Status
): ReadonlyArray<readonly [status: Status, tags: ReadonlyArray<T>]> => {
  const found = new Map<Status, Array<T>>()
  for (const tag of new Set(tags)) {
    const status = statusOf(tag)
    found.set(status, [...(found.get(status) ?? []), tag])
  }
  return [...found].toSorted(([a], [b]) => a - b)
}

const mediaType = { contentType: "application/problem+json" }

/** Problems of `/api/v1`: of each status the codes it comes with. `members`: what they may say beside. */
export const apiProblems = (tags: ReadonlyArray<Tag>, members: Schema.Struct.Fields = {}) =>
  byStatus([...everywhere, "ParameterUnknown", ...tags], (tag) => rows[tag].status).map(([status, all]) =>
    Schema.Struct({
      ...ProblemDto.Body.fields,
      ...members,
      status: Schema.Literal(status),
      code: Schema.Literals(all.map((tag) => codes[tag]))
    })
      .annotate({ description: all.map((tag) => `\`${codes[tag]}\``).join(", ") })
      .pipe(HttpApiSchema.asJson(mediaType), HttpApiSchema.status(status))
  )

/** Problems of Camunda's API: a message for people, and the type of the status. */
export const actuatorProblems = (route: Route, tags: ReadonlyArray<ActuatorError["_tag"]>) =>
  byStatus([...everywhere, ...tags], (tag) => statusOf(tag, route)).map(([status]) =>
    Schema.Struct({
      status: Schema.Literal(status),
      message: Schema.String,
      instance: Schema.String.annotate({ format: "uuid" }),
      type: Schema.Literal(typeOf(status))
    })
      .annotate({ description: typeOf(status) })
      .pipe(HttpApiSchema.asJson(mediaType), HttpApiSchema.status(status))
  )

/** Problems of the status page: to a browser they are pages themselves. */
export const pageProblems = (tags: ReadonlyArray<ActuatorError["_tag"]>) => [
  ...actuatorProblems("other", tags),
  ...byStatus([...everywhere, ...tags], (tag) => statusOf(tag, "other")).map(([status]) =>
    Schema.String.annotate({ description: typeOf(status) }).pipe(
      HttpApiSchema.asText({ contentType: "text/html" }),
      HttpApiSchema.status(status)
    )
  )
]
