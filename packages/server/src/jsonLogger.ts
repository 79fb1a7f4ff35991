/** Logs as JSON, one line an event, on standard output: `{"time","level","message",…fields}`. */
import { Cause, Logger } from "effect"

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** `write` gets one line without its end. */
export const jsonLogger = (write: (line: string) => void): Logger.Logger<unknown, void> =>
  Logger.make(({ message, logLevel, date, cause }) => {
    const parts: ReadonlyArray<unknown> = Array.isArray(message) ? message : [message]
    const words = parts.filter((x) => !isFields(x)).map(String)
    const fields: Readonly<Record<string, unknown>> = Object.assign({}, ...parts.filter(isFields))
    write(
      JSON.stringify({
        time: date.toISOString(),
        level: logLevel.toLowerCase(),
        message: words.join(" "),
        ...fields,
        ...(cause.reasons.length > 0 ? { cause: Cause.pretty(cause) } : {})
      })
    )
  })
