/**
 * From an error to an answer: the one exhaustive table of the server. A new error does not compile until it has its status here.
 *
 * The body is Camunda's shape, for both components alike: `{status, message, instance, type}` as `application/problem+json`.
 */
import type { BackupError, RestoreError, ScheduleError } from "@camunda-backup/core"
import { randomUUID } from "node:crypto"
import type { Response } from "express"
import type { RequestError } from "./RequestError.ts"
import { sendText } from "./sendText.ts"

type Status = 400 | 401 | 403 | 404 | 405 | 406 | 408 | 413 | 415 | 421 | 429 | 431 | 500 | 502

export type AnyError = BackupError.BackupError | RequestError

/** What a request of Camunda's API can meet: none that cancels, resumes or restores. */
export type ActuatorError =
  | Exclude<
      BackupError.BackupError,
      | BackupError.BackupWithheld
      | BackupError.BackupNotRunning
      | BackupError.ResumeRefused
      | Exclude<RestoreError.RestoreError, RestoreError.RestoreRunning>
      | ScheduleError.ScheduleNotSet
    >
  | RequestError

const statuses = {
  InvalidBackupId: 400,
  InvalidPattern: 400,
  BackupExists: 400,
  BackupRunning: 400,
  RestoreRunning: 400,
  BackupBeingDeleted: 400,
  RequiredIndexMissing: 400,
  CamundaVersionUnknown: 400,
  IndexInSeveralParts: 400,
  IndicesInNoPart: 400,
  AnnotationTooLarge: 400,
  BackupNotFound: 404,
  RepositoryNotConfigured: 404,
  RepositoryMissing: 500,
  RepositoryReadOnly: 500,
  DeleteUnfinished: 502,
  StoreRejected: 500,
  StoreUnavailable: 502,
  StoreTlsFailed: 502,
  StoreAnswerInvalid: 502,
  BodyMissing: 400,
  BodyMalformed: 400,
  BackupIdMissing: 400,
  ParameterInvalid: 400,
  ParameterUnknown: 400,
  PathMalformed: 400,
  PathUnknown: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  BodyTooLarge: 413,
  MediaTypeUnsupported: 415,
  BodyInvalid: 400,
  RequestUnreadable: 400,
  HeadersTooLarge: 431,
  RequestTimedOut: 408,
  Unauthenticated: 401,
  Forbidden: 403,
  CrossSite: 403,
  HostNotAllowed: 421,
  TooManyRequests: 429,
  Defect: 500
} as const satisfies Record<ActuatorError["_tag"], Status>

const types: Readonly<Record<Status, string>> = {
  400: "Invalid request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Requested resource not found",
  405: "Method not allowed",
  406: "Not acceptable",
  408: "Request timeout",
  413: "Payload too large",
  415: "Unsupported media type",
  421: "Misdirected request",
  429: "Too many requests",
  431: "Request header fields too large",
  500: "Internal error",
  502: "Elasticsearch is not accessible"
}

/** What Camunda calls a status. */
export const typeOf = (status: Status): string => types[status]

/** What is asked decides once: a repository that Elasticsearch does not know is 404 on the list and 500 elsewhere, as documented. */
export type Route = "list" | "other"

export const statusOf = (tag: ActuatorError["_tag"], route: Route): Status =>
  tag === "RepositoryMissing" && route === "list" ? 404 : statuses[tag]

/** Ends a response with an error, in the words of one API; returns the instance for the log. */
export type SendProblem<E extends AnyError = AnyError> = (response: Response, error: E) => string

/** An answer that says what is wrong, whoever sends it. */
export interface Problem {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** `application/problem+json` */
  readonly body: string
  /** For the log. */
  readonly instance: string
}

/** Headers that belong to an error in every API. */
export const headersOf = (error: AnyError): Readonly<Record<string, string>> => ({
  ...(error._tag === "MethodNotAllowed" ? { Allow: error.allowed.join(", ") } : {}),
  ...(error._tag === "MediaTypeUnsupported" ? { Accept: "application/json" } : {})
})

export const camundaProblem = (error: ActuatorError, route: Route): Problem => {
  const status = statusOf(error._tag, route)
  const instance = randomUUID()
  const body = JSON.stringify({ status, message: error.message, instance, type: types[status] })
  return { status, headers: headersOf(error), body, instance }
}

export const problemMediaType = "application/problem+json"

/** Ends the response with it. */
export const respond = (response: Response, { body, headers, instance, status }: Problem): string => {
  response.set(headers)
  sendText(response.status(status), problemMediaType, body)
  return instance
}

/** Ends the response with the problem body; returns the instance for the log. */
export const sendProblem = (response: Response, error: ActuatorError, route: Route): string =>
  respond(response, camundaProblem(error, route))
