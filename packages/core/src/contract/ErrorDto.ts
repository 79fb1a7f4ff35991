/**
 * The errors of the domain in `/api/v1`: a stable code for programs, and the error's fields as JSON, so that a client can restore the same error and
 * never has to read a message.
 *
 * Codes are a contract: a tag may be renamed, its code may not.
 */
import { Option, Schema } from "effect"
import * as E from "../domain/BackupError.ts"
import * as R from "../domain/RestoreError.ts"
import { ScheduleNotSet } from "../domain/ScheduleError.ts"
import type { TransportError } from "../domain/TransportError.ts"

/** The stable code of every error, for programs. */
export const codes = {
  InvalidBackupId: "backup-id-invalid",
  InvalidPattern: "pattern-invalid",
  BackupExists: "backup-exists",
  BackupRunning: "backup-running",
  BackupBeingDeleted: "backup-being-deleted",
  BackupWithheld: "backup-withheld",
  BackupNotRunning: "backup-not-running",
  ResumeRefused: "resume-refused",
  RequiredIndexMissing: "required-index-missing",
  CamundaVersionUnknown: "camunda-version-unknown",
  IndexInSeveralParts: "index-in-several-parts",
  IndicesInNoPart: "indices-in-no-part",
  AnnotationTooLarge: "annotation-too-large",
  BackupNotFound: "backup-not-found",
  RepositoryNotConfigured: "repository-not-configured",
  RepositoryMissing: "repository-missing",
  RepositoryReadOnly: "repository-read-only",
  DeleteUnfinished: "delete-unfinished",
  RestoreRunning: "restore-running",
  RestoreRefused: "restore-refused",
  RestorePlanChanged: "restore-plan-changed",
  RestoreNotFound: "restore-not-found",
  RestoreNotRunning: "restore-not-running",
  ScheduleNotSet: "schedule-not-set",
  StoreUnavailable: "elasticsearch-unavailable",
  StoreTlsFailed: "elasticsearch-tls-failed",
  StoreRejected: "elasticsearch-refused",
  StoreAnswerInvalid: "elasticsearch-answer-invalid",
  ServerRefused: "server-refused",
  ServerUnreachable: "server-unreachable",
  NotOffered: "not-offered",
  WrongServer: "wrong-server",
  DeleteNotProved: "delete-not-proved"
} as const satisfies Record<(E.BackupError | TransportError)["_tag"], string>

/** One of `codes`. */
export type Code = (typeof codes)[keyof typeof codes]

const tags: ReadonlyMap<string, string> = new Map(Object.entries(codes).map(([tag, code]) => [code, tag]))

const AnyError = Schema.toCodecJson(
  Schema.Union([
    E.InvalidBackupId,
    E.InvalidPattern,
    E.BackupExists,
    E.BackupRunning,
    E.BackupBeingDeleted,
    E.BackupWithheld,
    E.BackupNotRunning,
    E.ResumeRefused,
    E.RequiredIndexMissing,
    E.CamundaVersionUnknown,
    E.IndexInSeveralParts,
    E.IndicesInNoPart,
    E.AnnotationTooLarge,
    E.BackupNotFound,
    E.RepositoryNotConfigured,
    E.RepositoryMissing,
    E.RepositoryReadOnly,
    E.DeleteUnfinished,
    R.RestoreRunning,
    R.RestoreRefused,
    R.RestorePlanChanged,
    R.RestoreNotFound,
    R.RestoreNotRunning,
    ScheduleNotSet,
    E.StoreUnavailable,
    E.StoreTlsFailed,
    E.StoreRejected,
    E.StoreAnswerInvalid
  ])
)

const encode = Schema.encodeUnknownOption(AnyError)
const decode = Schema.decodeUnknownOption(AnyError)

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const decodeFields = Schema.decodeUnknownOption(Schema.Record(Schema.String, Schema.Json))

/** The fields of the error as JSON; ids as digits in strings. */
export const factsOf = (error: E.BackupError): Readonly<Record<string, Schema.Json>> => {
  const { _tag, ...facts } = Option.getOrElse(Option.flatMap(encode(error), decodeFields), () => ({
    _tag: ""
  }))
  return facts
}

/** Restores the error; `none` for a code of another version, or facts that do not fit it. */
export const errorOf = (code: string, facts: unknown): Option.Option<E.BackupError> =>
  Option.flatMap(Option.fromNullishOr(tags.get(code)), (tag) =>
    decode({ ...(isFields(facts) ? facts : {}), _tag: tag })
  )

type Tags<Error extends E.BackupError> = Readonly<Record<Error["_tag"], true>>

const read: Tags<E.ReadError> = {
  RepositoryNotConfigured: true,
  RepositoryMissing: true,
  RepositoryReadOnly: true,
  StoreUnavailable: true,
  StoreTlsFailed: true,
  StoreRejected: true,
  StoreAnswerInvalid: true
}

const create: Tags<E.CreateError> = {
  ...read,
  BackupExists: true,
  BackupRunning: true,
  RestoreRunning: true,
  BackupBeingDeleted: true,
  RequiredIndexMissing: true,
  CamundaVersionUnknown: true,
  IndexInSeveralParts: true,
  IndicesInNoPart: true,
  AnnotationTooLarge: true
}

const createGroup: Tags<E.CreateGroupError> = { ...create, BackupWithheld: true }
const get: Tags<E.GetError> = { ...read, BackupNotFound: true }
const remove: Tags<E.DeleteError> = {
  ...read,
  BackupNotFound: true,
  DeleteUnfinished: true,
  RestoreRunning: true
}
const cancel: Tags<E.CancelError> = { ...read, BackupNotRunning: true }
const resume: Tags<E.ResumeError> = {
  ...read,
  BackupNotFound: true,
  BackupRunning: true,
  RestoreRunning: true,
  ResumeRefused: true
}
const restoreStart: Tags<E.RestoreStartError> = {
  ...read,
  BackupNotFound: true,
  BackupRunning: true,
  BackupBeingDeleted: true,
  RestoreRunning: true,
  RestoreRefused: true,
  RestorePlanChanged: true
}
const restoreGet: Tags<E.RestoreGetError> = { ...read, RestoreNotFound: true }
const restoreCancel: Tags<E.RestoreCancelError> = { ...restoreGet, RestoreNotRunning: true }
const restoreResume: Tags<E.RestoreResumeError> = { ...restoreGet, ...restoreStart }
const schedule: Tags<E.ScheduleError> = { ...read, ScheduleNotSet: true }

/** What each kind of request can fail with. */
export const errors = {
  read,
  create,
  createGroup,
  get,
  delete: remove,
  cancel,
  resume,
  restoreStart,
  restoreGet,
  restoreCancel,
  restoreResume,
  schedule
} as const

const oneOf =
  <Error extends E.BackupError>(tags: Tags<Error>) =>
  (error: E.BackupError): error is Error =>
    Object.hasOwn(tags, error._tag)

/** What any request can fail with. */
export const isReadError = oneOf<E.ReadError>(read)
/** What a create can be refused with. */
export const isCreateError = oneOf<E.CreateError>(create)
/** What a component can be refused with where several were requested. */
export const isCreateGroupError = oneOf<E.CreateGroupError>(createGroup)
/** What a request for one backup can fail with. */
export const isGetError = oneOf<E.GetError>(get)
/** What a delete can fail with. */
export const isDeleteError = oneOf<E.DeleteError>(remove)
/** What a cancel can fail with. */
export const isCancelError = oneOf<E.CancelError>(cancel)
/** What a resume can fail with. */
export const isResumeError = oneOf<E.ResumeError>(resume)
/** What a restore or drill can be refused with. */
export const isRestoreStartError = oneOf<E.RestoreStartError>(restoreStart)
/** What a request for one restore can fail with. */
export const isRestoreGetError = oneOf<E.RestoreGetError>(restoreGet)
/** What a cancel of a restore can fail with. */
export const isRestoreCancelError = oneOf<E.RestoreCancelError>(restoreCancel)
/** What a resume of a restore can fail with. */
export const isRestoreResumeError = oneOf<E.RestoreResumeError>(restoreResume)
/** What pausing or resuming a schedule can fail with. */
export const isScheduleError = oneOf<E.ScheduleError>(schedule)
