/** The stable code of every error, for scripts: those of `/api/v1`, and the words of the command line's own. */
import { ErrorDto } from "@camunda-backup/core"
import type { CommandError } from "./CommandError.ts"
import type { AnyError } from "./exitCode.ts"
import type { UsageError } from "./UsageError.ts"

/** Of what happens before a server is asked, or instead. */
const own = {
  UsageError: "usage",
  NothingSelected: "nothing-selected",
  NotConfirmed: "not-confirmed",
  SessionReadOnly: "session-read-only",
  WaitTimedOut: "wait-timed-out",
  RestoreWaitTimedOut: "wait-timed-out"
} as const satisfies Record<(UsageError | CommandError)["_tag"], string>

const codes = { ...ErrorDto.codes, ...own } as const satisfies Record<AnyError["_tag"], string>

const isDenied = (status: number): boolean => status === 401 || status === 403

/** A code is a contract: it stays when a name changes. Who may not ask is told in the server's own words (`unauthenticated`, `forbidden`). */
export const codeOf = (error: AnyError): string =>
  error._tag === "ServerRefused" && error.said !== null && isDenied(error.status)
    ? error.said.code
    : codes[error._tag]
