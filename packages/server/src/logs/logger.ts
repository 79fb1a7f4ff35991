/** The log on standard output, one line an event. */
import type { Redaction } from "@camunda-backup/core"
import { Cause, Layer, Logger, References } from "effect"
import { type LogFormat, logLevels, type LogLevel, logLine } from "./logLine.ts"

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const levelOf = (name: string): LogLevel =>
  logLevels.find((x) => x === name.toLowerCase()) ?? (name === "Fatal" ? "error" : "debug")

export interface LogOptions {
  readonly format?: LogFormat
  /** The least that is logged; asked for each line, since it may change while the process runs. */
  readonly level?: () => LogLevel
  /** Put over what was thrown: it may come from a library that tells with what it connected. Not over the rest, which is of our own making: a user may be called as a component or a repository is. */
  readonly redact?: Redaction.Redact
}

/** `write` gets one line without its end. */
export const lineLogger = (
  write: (line: string) => void,
  { format = "json", level = () => "info", redact = (text) => text }: LogOptions = {}
): Logger.Logger<unknown, void> =>
  Logger.make(({ message, logLevel, date, cause }) => {
    const own = levelOf(logLevel)
    if (logLevels.indexOf(own) < logLevels.indexOf(level())) return
    const parts: ReadonlyArray<unknown> = Array.isArray(message) ? message : [message]
    const words = parts.filter((x) => !isFields(x)).map(String)
    const fields: Readonly<Record<string, unknown>> = Object.assign({}, ...parts.filter(isFields))
    const line = logLine(format, {
      time: date,
      level: own,
      message: words.join(" "),
      fields: {
        ...fields,
        ...(typeof fields["error"] === "string" ? { error: redact(fields["error"]) } : {}),
        ...(cause.reasons.length > 0 ? { cause: redact(Cause.pretty(cause)) } : {})
      }
    })
    write(line)
  })

/** The only logger. Effect itself would drop what is below its own least level before anybody can ask for it. */
export const layerLog = (write: (line: string) => void, options: LogOptions = {}): Layer.Layer<never> =>
  Layer.merge(Logger.layer([lineLogger(write, options)]), Layer.succeed(References.MinimumLogLevel, "Debug"))
