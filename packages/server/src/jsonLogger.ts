/** Logs as JSON, one line an event, on standard output: `{"time","level","message",…fields}`. */
import type { Redaction } from "@camunda-backup/core"
import { Cause, Logger } from "effect"

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/**
 * `write` gets one line without its end. `redact` is put over what was thrown: it may come from a library that tells with what it connected.
 * Not over the rest, which is of our own making: a user may be called as a component or a repository is.
 */
export const jsonLogger = (
  write: (line: string) => void,
  redact: Redaction.Redact = (text) => text
): Logger.Logger<unknown, void> =>
  Logger.make(({ message, logLevel, date, cause }) => {
    const parts: ReadonlyArray<unknown> = Array.isArray(message) ? message : [message]
    const words = parts.filter((x) => !isFields(x)).map(String)
    const fields: Readonly<Record<string, unknown>> = Object.assign({}, ...parts.filter(isFields))
    const line = {
      time: date.toISOString(),
      level: logLevel.toLowerCase(),
      message: words.join(" "),
      ...fields,
      ...(typeof fields["error"] === "string" ? { error: redact(fields["error"]) } : {}),
      ...(cause.reasons.length > 0 ? { cause: redact(Cause.pretty(cause)) } : {})
    }
    write(JSON.stringify(line))
  })
