/**
 * How a run ended, for scripts (docs/scripting.md). The one table from errors to exit codes: a new error does not compile until it is here.
 *
 * - 0 done
 * - 1 unexpected, or refused for a reason an operator must look at
 * - 2 the command line is wrong
 * - 3 reserved: finished, but the backup is not COMPLETED
 * - 10 no such backup
 * - 11 conflict: the id exists, or another backup is running
 * - 12 the server or Elasticsearch is away; worth another try
 * - 130 interrupted
 */
import type { BackupError } from "@camunda-backup/core"
import type { UsageError } from "./UsageError.ts"

export type ExitCode = 0 | 1 | 2 | 3 | 10 | 11 | 12 | 130

export const interrupted: ExitCode = 130

const codes = {
  UsageError: 2,
  InvalidBackupId: 2,
  InvalidPattern: 2,
  BackupNotFound: 10,
  BackupExists: 11,
  BackupRunning: 11,
  BackupBeingDeleted: 11,
  BackupNotRunning: 11,
  ResumeRefused: 11,
  StoreUnavailable: 12,
  StoreAnswerInvalid: 12,
  DeleteUnfinished: 12,
  ServerUnreachable: 12,
  ServerRefused: 1,
  NotOffered: 1,
  StoreRejected: 1,
  RequiredIndexMissing: 1,
  IndexInSeveralParts: 1,
  RepositoryNotConfigured: 1,
  RepositoryMissing: 1,
  RepositoryReadOnly: 1
} as const satisfies Record<(BackupError.BackupError | UsageError)["_tag"], ExitCode>

export const exitCodeOf = (error: BackupError.BackupError | UsageError): ExitCode => codes[error._tag]

/** Of two components that ended differently: what a script can do least about comes last. */
const severity: ReadonlyArray<ExitCode> = [0, 3, 10, 11, 12, 2, 1, 130]

export const worst = (codes: ReadonlyArray<ExitCode>): ExitCode =>
  codes.reduce<ExitCode>((a, b) => (severity.indexOf(b) > severity.indexOf(a) ? b : a), 0)
