import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import type { Json } from "../json/Json.ts"
import { JsonSyntaxError } from "../json/JsonSyntaxError.ts"
import { parseFirstJson } from "../json/parseJson.ts"
import type { Subject } from "../security/Security.ts"

export interface RequestParts {
  readonly method: string
  /** Path and query as they came. */
  readonly uri: string
  readonly query: ReadonlyMap<string, string>
  readonly body: string
  readonly accept: string
}

/** A request as handlers read it: every reader answers a bad value as Elasticsearch does. */
export class EmulatorRequest {
  readonly method: string
  readonly uri: string
  readonly path: string
  readonly query: ReadonlyMap<string, string>
  readonly body: string
  readonly accept: string
  /** Who asks; undefined where nobody is asked who they are. */
  readonly subject: Subject | undefined
  private readonly params: Readonly<Record<string, string>>

  constructor(
    parts: RequestParts,
    path: string,
    params: Readonly<Record<string, string>>,
    subject?: Subject
  ) {
    this.method = parts.method
    this.uri = parts.uri
    this.path = path
    this.query = parts.query
    this.body = parts.body
    this.accept = parts.accept
    this.params = params
    this.subject = subject
  }

  /** A segment of the path, decoded; empty where the route has no such segment. */
  param(name: string): string {
    return this.params[name] ?? ""
  }

  text(name: string): string | undefined {
    return this.query.get(name)
  }

  list(name: string): readonly string[] | undefined {
    return this.query.get(name)?.split(",")
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.query.get(name)
    if (value === undefined) return fallback
    if (value !== "true" && value !== "false" && value !== "")
      throw illegalArgument(`Failed to parse value [${value}] as only [true] or [false] are allowed.`)
    return value !== "false"
  }

  int(name: string, fallback: number): number {
    const value = this.query.get(name)
    if (value === undefined) return fallback
    if (/^[-+]?\d{1,10}$/.test(value)) return Number(value)
    throw illegalArgument(`Failed to parse int parameter [${name}] with value [${value}]`, {
      type: "number_format_exception",
      reason: `For input string: "${value}"`
    })
  }

  /** As `int`, of 64 bits; what a number here cannot hold is not looked for. */
  long(name: string, fallback: number): number {
    const value = this.query.get(name)
    if (value === undefined) return fallback
    if (/^[-+]?\d{1,18}$/.test(value)) return Number(value)
    throw illegalArgument(`Failed to parse long parameter [${name}] with value [${value}]`, {
      type: "number_format_exception",
      reason: `For input string: "${value}"`
    })
  }

  /** Milliseconds; undefined when absent. */
  time(name: string): number | undefined {
    const value = this.query.get(name)
    if (value === undefined || value === "-1" || value === "0")
      return value === undefined ? undefined : Number(value)
    const [, count, unit] = /^(\d+)(nanos|micros|ms|s|m|h|d)$/.exec(value) ?? []
    const size = unit === undefined ? undefined : timeUnits[unit]
    if (size !== undefined) return Number(count) * size
    const [, fraction] = /^(\d+\.\d+)(nanos|micros|ms|s|m|h|d)$/.exec(value) ?? []
    if (fraction !== undefined)
      throw illegalArgument(`failed to parse [${value}], fractional time values are not supported`, {
        type: "number_format_exception",
        reason: `For input string: "${fraction}"`
      })
    const fault = /^-\d+(nanos|micros|ms|s|m|h|d)$/.test(value)
      ? "negative durations are not supported"
      : "unit is missing or unrecognized"
    throw illegalArgument(`failed to parse setting [${name}] with value [${value}] as a time value: ${fault}`)
  }

  /** The body; undefined when there is none. */
  json(): Json | undefined {
    return this.body.trim() === "" ? undefined : parseBody(this.body)
  }
}

const timeUnits: Readonly<Record<string, number>> = {
  nanos: 1e-6,
  micros: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000
}

/** Reads JSON, and says what is wrong with it in Elasticsearch's words. */
export const parseBody = (text: string): Json => {
  try {
    return parseFirstJson(text)
  } catch (error) {
    throw error instanceof JsonSyntaxError ? malformed(error) : error
  }
}

export const malformed = (error: JsonSyntaxError): ElasticsearchError => {
  const place = `[${error.line}:${error.column}]`
  const reason = `${error.message}\n at ${error.where}`
  return error.kind === "end"
    ? new ElasticsearchError(400, "x_content_e_o_f_exception", `${place} Unexpected end of file`, {
        causedBy: { type: "json_e_o_f_exception", reason }
      })
    : new ElasticsearchError(400, "x_content_parse_exception", `${place} ${reason}`, {
        causedBy: { type: "json_parse_exception", reason }
      })
}
