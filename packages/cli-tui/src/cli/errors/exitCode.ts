/**
 * How a run ended, for scripts (docs/cli.md). The one table from errors to exit codes: a new error does not compile until
 * it is here.
 */
import type { ClientError, TransportError } from "@camunda-backup/core"
import type { CommandError } from "./CommandError.ts"
import type { UsageError } from "./UsageError.ts"

/** Every exit status and what it means. A status that is not here must be taken for a failure. */
export const meanings = {
  0: "success; for wait, the condition was met",
  1: "unexpected: a defect, or a failure without a status of its own",
  2: "usage: a wrong flag, argument or setting, or input is needed and there is no terminal",
  3: "bad result: the backup ended FAILED, INCOMPLETE or INCOMPATIBLE; check, status or a plan found an error; a drill or restore did not complete",
  4: "not found: no such backup, no repository",
  5: "conflict: the id exists, another backup is running, or it is being deleted",
  6: "refused: the request cannot be carried out safely (missing indices, read-only, not resumable), or was not confirmed",
  7: "denied: the server, Elasticsearch or a proxy requires other credentials or privileges, or TLS to Elasticsearch failed",
  8: "timeout: stopped waiting; the work continues",
  9: "unavailable: the server or Elasticsearch cannot be reached; try again later",
  10: "partial: some of several succeeded, others failed",
  130: "interrupted by Ctrl-C; the requested work continues",
  143: "ended by SIGTERM, or the terminal was closed; the requested work continues"
} as const

export type ExitCode = keyof typeof meanings

export type AnyError = ClientError | UsageError | CommandError

const codes = {
  UsageError: 2,
  InvalidBackupId: 2,
  InvalidPattern: 2,
  BackupNotFound: 4,
  NothingSelected: 4,
  RepositoryNotConfigured: 4,
  RepositoryMissing: 4,
  BackupExists: 5,
  BackupRunning: 5,
  BackupBeingDeleted: 5,
  BackupWithheld: 6,
  BackupNotRunning: 5,
  RestoreRunning: 5,
  RestoreNotRunning: 5,
  RestoreNotFound: 4,
  ScheduleNotSet: 4,
  RestoreRefused: 6,
  RestorePlanChanged: 6,
  ResumeRefused: 6,
  RequiredIndexMissing: 6,
  CamundaVersionUnknown: 6,
  IndexInSeveralParts: 6,
  IndicesInNoPart: 6,
  AnnotationTooLarge: 6,
  RepositoryReadOnly: 6,
  NotOffered: 6,
  WrongServer: 2,
  DeleteNotProved: 1,
  NotConfirmed: 6,
  SessionReadOnly: 6,
  WaitTimedOut: 8,
  RestoreWaitTimedOut: 8,
  DeleteUnfinished: 8,
  StoreUnavailable: 9,
  StoreAnswerInvalid: 9,
  StoreTlsFailed: 7,
  ServerUnreachable: 9,
  ServerRefused: 1,
  StoreRejected: 1
} as const satisfies Record<AnyError["_tag"], ExitCode>

/** To wait does not help: somebody has to change credentials or what the proxy allows. */
export const isDeniedByProxy = ({ proxy }: TransportError.ServerUnreachable): boolean =>
  proxy?.status === 407 || proxy?.status === 403

/** Of an error by itself, where its facts tell more than its name does. */
export const exitCodeOf = (error: AnyError): ExitCode => {
  if (error._tag === "StoreRejected" && (error.status === 401 || error.status === 403)) return 7
  if (error._tag === "ServerRefused" && (error.status === 401 || error.status === 403)) return 7
  if (error._tag === "ServerUnreachable" && isDeniedByProxy(error)) return 7
  if (error._tag === "NotConfirmed" && !error.asked) return 2
  return codes[error._tag]
}

/** The gravest comes last: what a script can do least about. */
const severity: ReadonlyArray<ExitCode> = [0, 3, 4, 5, 6, 8, 9, 10, 7, 2, 1, 130, 143]

const worst = (all: ReadonlyArray<ExitCode>): ExitCode =>
  all.reduce<ExitCode>((a, b) => (severity.indexOf(b) > severity.indexOf(a) ? b : a), 0)

/** Of a run that did `succeeded` things and failed at others. */
export const combined = (failed: ReadonlyArray<ExitCode>, succeeded: number): ExitCode =>
  failed.length > 0 && succeeded > 0 ? 10 : worst(failed)
