/** What happened, as one line: for programs (`json`), for Elastic's tools (`ecs`), for people (`pretty`). The fields are the same in all of them. */

export const logFormats = ["json", "ecs", "pretty"] as const
export type LogFormat = (typeof logFormats)[number]

/** From the most to the least. */
export const logLevels = ["debug", "info", "warn", "error"] as const
export type LogLevel = (typeof logLevels)[number]

/** What happened. */
export interface Entry {
  readonly time: Date
  readonly level: LogLevel
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Of Elastic Common Schema 8.11; what it has no name for is below `camunda_backup`. */
const ecsNames: Readonly<Record<string, string>> = {
  requestId: "http.request.id",
  method: "http.request.method",
  path: "url.original",
  status: "http.response.status_code",
  remote: "client.address",
  userAgent: "user_agent.original",
  who: "user.name",
  role: "user.roles",
  cause: "error.stack_trace",
  error: "error.message"
}

const ecsField = ([name, value]: readonly [string, unknown]): readonly [string, unknown] => {
  // Nanoseconds.
  if (name === "durationMs" && typeof value === "number") return ["event.duration", Math.round(value * 1e6)]
  if (name === "outcome")
    return ["event.outcome", value === "done" ? "success" : value === "unknown" ? "unknown" : "failure"]
  if (name === "status" && typeof value !== "number") return ["camunda_backup.status", value]
  return [ecsNames[name] ?? `camunda_backup.${name}`, value]
}

const ecs = ({ fields, level, message, time }: Entry): string =>
  JSON.stringify({
    "@timestamp": time.toISOString(),
    "log.level": level,
    message,
    "ecs.version": "8.11.0",
    "service.name": "camunda-backup",
    ...Object.fromEntries(Object.entries(fields).map(ecsField))
  })

const shown = (value: unknown): string =>
  typeof value === "string" && !/[\s"=]/.test(value) && value !== "" ? value : JSON.stringify(value)

const pretty = ({ fields, level, message, time }: Entry): string => {
  const { cause, ...others } = fields
  const pairs = Object.entries(others).map(([name, value]) => ` ${name}=${shown(value)}`)
  const below = typeof cause === "string" ? `\n  ${cause.replaceAll("\n", "\n  ")}` : ""
  return `${time.toISOString().slice(0, 23).replace("T", " ")} ${level.toUpperCase().padEnd(5)} ${message}${pairs.join("")}${below}`
}

const json = ({ fields, level, message, time }: Entry): string =>
  JSON.stringify({ time: time.toISOString(), level, message, ...fields })

const byFormat: Readonly<Record<LogFormat, (entry: Entry) => string>> = { json, ecs, pretty }

/** The line, without its end. */
export const logLine = (format: LogFormat, entry: Entry): string => byFormat[format](entry)
