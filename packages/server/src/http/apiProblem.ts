/**
 * The errors of `/api/v1`: problem details as in RFC 9457, with what a program needs to decide (`code`, `retryable`) and what a person is to
 * do (`hint`). One exhaustive table, as `problem.ts` has for Camunda's paths: a new error does not compile until it is in both.
 *
 * Statuses here say what kind of problem it is: 400 the request cannot be read, 404 no such thing, 409 not now or not with what is there, 422
 * cannot be met by what Elasticsearch has, 500 the installation is to be mended, 502 and 503 Elasticsearch.
 */
import { type BackupError, ErrorDto, type ProblemDto } from "@camunda-backup/core"
import { randomUUID } from "node:crypto"
import { type AnyError, headersOf, type Problem, respond, type SendProblem } from "./problem.ts"

type Status =
  | 400
  | 401
  | 403
  | 404
  | 405
  | 406
  | 408
  | 409
  | 413
  | 415
  | 421
  | 422
  | 429
  | 431
  | 500
  | 502
  | 503

interface Row {
  readonly status: Status
  /** What to do, as a sentence. */
  readonly hint: string
  /** The same request may succeed later without anybody mending anything. */
  readonly retryable?: true
}

const asDocumented = "See docs/http-api.md for what this request takes."

/** Of every error: its status, what to do, and whether to try again. */
export const rows = {
  InvalidBackupId: { status: 400, hint: "Send the id as digits, from 0 to 9223372036854775807." },
  InvalidPattern: { status: 400, hint: "Send digits with at most one * at the end." },
  BackupExists: {
    status: 409,
    hint: "Use another id, or leave it out to get the next free one; or delete the backup that has it."
  },
  BackupRunning: {
    status: 409,
    hint: "One backup of a component runs at a time. Wait for its end, or cancel it.",
    retryable: true
  },
  BackupBeingDeleted: { status: 409, hint: "Wait until it is gone, or use another id.", retryable: true },
  BackupWithheld: {
    status: 409,
    hint: "Remove what refuses the other component, or send partial: true to back this one up alone."
  },
  BackupNotRunning: { status: 409, hint: "Only a backup that is IN_PROGRESS can be cancelled." },
  ResumeRefused: { status: 409, hint: "Take another backup, under a new id." },
  CamundaVersionUnknown: {
    status: 422,
    hint: "Set CAMUNDA_BACKUP_CAMUNDA_VERSION to the exact version of Operate and Tasklist."
  },
  RequiredIndexMissing: {
    status: 422,
    hint: "Start the component once against this Elasticsearch; check index prefix and version. GET /api/v1/check names all that is missing."
  },
  IndicesInNoPart: {
    status: 422,
    hint: "Delete or rename these indices, or set CAMUNDA_BACKUP_INDICES_IN_NO_PART=report to take backups without them."
  },
  AnnotationTooLarge: {
    status: 422,
    hint: "Shorten the description, or leave out labels: Elasticsearch keeps 1024 bytes of metadata with a snapshot."
  },
  IndexInSeveralParts: { status: 422, hint: "Remove the alias that puts the index into a second part." },
  BackupNotFound: { status: 404, hint: "GET /api/v1/backups lists what there is." },
  RepositoryNotConfigured: {
    status: 500,
    hint: "Set CAMUNDA_BACKUP_REPOSITORY to the name of a repository."
  },
  RepositoryMissing: {
    status: 500,
    hint: "Register the repository in Elasticsearch, or set CAMUNDA_BACKUP_REPOSITORY to one that is."
  },
  RepositoryReadOnly: { status: 500, hint: 'Register the repository in Elasticsearch without "readonly".' },
  DeleteUnfinished: {
    status: 503,
    hint: "It is being carried on with. Send the request again to wait for its end.",
    retryable: true
  },
  RestoreRunning: {
    status: 409,
    hint: "Wait for its end, or cancel it: POST /api/v1/restores/{id}/cancel.",
    retryable: true
  },
  RestoreRefused: { status: 409, hint: "POST /api/v1/restores/plan has every finding, and what to do." },
  RestorePlanChanged: {
    status: 409,
    hint: "Look at a new plan with POST /api/v1/restores/plan, and run that one by its digest."
  },
  RestoreNotFound: { status: 404, hint: "GET /api/v1/restores lists what there is." },
  RestoreNotRunning: { status: 409, hint: "Only a restore or drill that is running can be cancelled." },
  ScheduleNotSet: {
    status: 404,
    hint: "Set the schedule at the server (docs/configuration.md), and start it again."
  },
  StoreRejected: { status: 502, hint: "GET /api/v1/check tells what Elasticsearch does not let us do." },
  StoreUnavailable: {
    status: 503,
    hint: "Wait, and look at Elasticsearch. A backup that runs goes on by itself.",
    retryable: true
  },
  StoreTlsFailed: {
    status: 502,
    hint: "Change the certificate or the setting that the detail names; docs/configuration.md has a section on TLS."
  },
  StoreAnswerInvalid: {
    status: 502,
    hint: "Check what answers at CAMUNDA_BACKUP_ELASTICSEARCH_URL: is it Elasticsearch, or a proxy?",
    retryable: true
  },
  BodyMissing: { status: 400, hint: asDocumented },
  BodyMalformed: { status: 400, hint: "Send JSON in UTF-8." },
  BodyInvalid: { status: 400, hint: asDocumented },
  BackupIdMissing: { status: 400, hint: asDocumented },
  ParameterInvalid: { status: 400, hint: asDocumented },
  ParameterUnknown: { status: 400, hint: asDocumented },
  PathMalformed: { status: 400, hint: "Percent signs in a path begin an escape of two hexadecimal digits." },
  PathUnknown: { status: 404, hint: asDocumented },
  MethodNotAllowed: { status: 405, hint: "The header Allow says which methods there are." },
  NotAcceptable: { status: 406, hint: "Accept application/json; for events text/event-stream." },
  BodyTooLarge: { status: 413, hint: asDocumented },
  RequestUnreadable: { status: 400, hint: "Send HTTP/1.1 (RFC 9112). This port does not speak TLS." },
  HeadersTooLarge: { status: 431, hint: "Send fewer headers, shorter cookies or a shorter path." },
  RequestTimedOut: { status: 408, hint: "Send it again, without pauses.", retryable: true },
  Unauthenticated: {
    status: 401,
    hint: "Send Authorization: Bearer and a token; the command line takes --token-file. docs/security.md says how to make one."
  },
  Forbidden: { status: 403, hint: "Ask with other credentials, or give these the role (docs/security.md)." },
  CrossSite: { status: 403, hint: "Send it from a program, or from a page of this server." },
  HostNotAllowed: {
    status: 421,
    hint: "Ask for localhost or an address, or add the name to CAMUNDA_BACKUP_ALLOWED_HOSTS (docs/security.md)."
  },
  TooManyRequests: {
    status: 429,
    hint: "Wait as long as Retry-After says, and ask less often; CAMUNDA_BACKUP_REQUESTS_PER_MINUTE is the bound.",
    retryable: true
  },
  MediaTypeUnsupported: { status: 415, hint: "Send Content-Type: application/json." },
  Defect: {
    status: 500,
    hint: "Report it, with the lines of the log that carry the instance of this answer."
  }
} as const satisfies Record<AnyError["_tag"], Row>

/** The stable code of every error. Codes of what is wrong with a request before any operation is asked; those of the core's errors are in its contract. */
export const codes = {
  ...ErrorDto.codes,
  BodyMissing: "body-missing",
  BodyMalformed: "body-malformed",
  BodyInvalid: "body-invalid",
  BackupIdMissing: "backup-id-missing",
  ParameterInvalid: "parameter-invalid",
  ParameterUnknown: "parameter-unknown",
  PathMalformed: "path-malformed",
  PathUnknown: "path-unknown",
  MethodNotAllowed: "method-not-allowed",
  NotAcceptable: "not-acceptable",
  BodyTooLarge: "body-too-large",
  MediaTypeUnsupported: "media-type-unsupported",
  RequestUnreadable: "request-unreadable",
  HeadersTooLarge: "headers-too-large",
  RequestTimedOut: "request-timed-out",
  Unauthenticated: "unauthenticated",
  Forbidden: "forbidden",
  CrossSite: "cross-site",
  HostNotAllowed: "host-not-allowed",
  TooManyRequests: "too-many-requests",
  Defect: "internal-error"
} as const satisfies Record<AnyError["_tag"], string>

const isCore = (error: AnyError): error is BackupError.BackupError => error._tag in ErrorDto.codes

const titleOf = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll("-", " ")

/** Seconds after which a request that failed for a passing reason may be sent again. */
const retryAfterSeconds = 5

/** The problem as JSON. */
export const problemOf = (error: AnyError): ProblemDto.Problem => {
  const { status, hint, ...row }: Row = rows[error._tag]
  const code = codes[error._tag]
  return {
    type: `urn:camunda-backup:problem:${code}`,
    title: titleOf(code),
    status,
    detail: error.message,
    instance: `urn:uuid:${randomUUID()}`,
    code,
    hint,
    retryable: row.retryable ?? false,
    details: isCore(error) ? ErrorDto.factsOf(error) : {}
  }
}

export const apiProblem = (error: AnyError): Problem => apiProblemWith(error, {})

/** With members of its own beside those of every problem. */
export const apiProblemWith = (error: AnyError, members: Readonly<Record<string, unknown>>): Problem => {
  const problem = problemOf(error)
  const { instance, retryable, status } = problem
  const retryAfter = retryable && status >= 502 ? { "Retry-After": String(retryAfterSeconds) } : {}
  return {
    status,
    headers: { ...headersOf(error), ...retryAfter },
    body: JSON.stringify({ ...problem, ...members }),
    instance
  }
}

export const sendApiProblem: SendProblem = (response, error) => respond(response, apiProblem(error))
