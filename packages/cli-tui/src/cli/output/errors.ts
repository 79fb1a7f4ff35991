import type { BackupError } from "@camunda-backup/core"
import { type ExitCode, exitCodeOf } from "../exitCode.ts"
import type { Failed } from "../perComponent.ts"
import type { UsageError } from "../UsageError.ts"
import { printable } from "./printable.ts"

export interface ErrorEntry {
  /** `null`: of the whole run. */
  readonly component: string | null
  readonly code: string
  readonly message: string
  readonly exitCode: ExitCode
}

export const entryOf = (
  component: string | null,
  error: BackupError.BackupError | UsageError
): ErrorEntry => ({ component, code: error._tag, message: error.message, exitCode: exitCodeOf(error) })

export const entriesOf = (failed: ReadonlyArray<Failed>): ReadonlyArray<ErrorEntry> =>
  failed.map(({ component, error }) => entryOf(component, error))

/** What goes to standard error: one document for programs, a line each for people; `""` when nothing failed. */
export const renderErrors = (entries: ReadonlyArray<ErrorEntry>, json: boolean): string => {
  if (entries.length === 0) return ""
  if (json) return `${JSON.stringify({ errors: entries })}\n`
  return entries.map((x) => `${x.component ?? "camunda-backup"}: ${printable(x.message)}\n`).join("")
}
