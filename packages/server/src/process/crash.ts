/** The end of the process by a bug: nothing secret is printed. */
import { Redaction } from "@camunda-backup/core"

let redact = Redaction.ofEnvironment({})

/** From now on this is taken out of a crash: of the environment, and of secrets in files as soon as they are read. */
export const redactCrashes = (by: Redaction.Redact): void => {
  redact = by
}

/** Node itself would print all that an error carries, and one of a client may carry with what it connected. */
export const crash = (error: unknown): never => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`camunda-backup-server stopped because of an internal error:\n${redact(text)}\n`)
  process.exit(1)
}
