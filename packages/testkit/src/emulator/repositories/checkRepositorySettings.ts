import { ElasticsearchError } from "../ElasticsearchError.ts"
import { type JsonObject, scalarText } from "../json/Json.ts"

interface Cause {
  readonly type: string
  readonly reason: string
  readonly caused_by?: Cause
}

/** Throws for a setting of a file system repository that cannot be read; the repository is not registered then. */
export const checkRepositorySettings = (name: string, settings: JsonObject): void => {
  for (const [key, rule] of rules) {
    const text = scalarText(settings[key])
    const cause = text === undefined ? undefined : rule(key, text)
    if (cause !== undefined)
      throw new ElasticsearchError(500, "repository_exception", `[${name}] failed to create repository`, {
        causedBy: cause
      })
  }
}

const illegal = (reason: string, cause?: Cause): Cause => ({
  type: "illegal_argument_exception",
  reason,
  ...(cause === undefined ? {} : { caused_by: cause })
})

const notANumber = (text: string): Cause => ({
  type: "number_format_exception",
  reason: `For input string: "${text}"`
})

const size = (key: string, text: string): Cause | undefined => {
  const [, count, unit] = /^(.*?)\s*(b|kb?|mb?|gb?|tb?|pb?)$/i.exec(text) ?? []
  if (text === "0" || text === "-1") return undefined
  const failed = `failed to parse setting [${key}] with value [${text}]`
  if (unit === undefined) {
    const reason = `${failed} as a size in bytes: unit is missing or unrecognized`
    return illegal(reason, { type: "parse_exception", reason })
  }
  if (/^\d+(\.\d+)?$/.test(count ?? "")) return undefined
  return illegal(failed, {
    type: "parse_exception",
    reason: failed,
    caused_by: notANumber((count ?? "").trim())
  })
}

const flag = (_: string, text: string): Cause | undefined =>
  text === "true" || text === "false"
    ? undefined
    : illegal(`Failed to parse value [${text}] as only [true] or [false] are allowed.`)

const positive = (key: string, text: string): Cause | undefined => {
  const failed = `Failed to parse value [${text}] for setting [${key}]`
  if (!/^-?\d{1,10}$/.test(text)) return illegal(failed, notANumber(text))
  return Number(text) < 1 ? illegal(`${failed} must be >= 1`) : undefined
}

/** In the order in which a server reads them. */
const rules: readonly (readonly [string, (key: string, text: string) => Cause | undefined])[] = [
  ["max_snapshot_bytes_per_sec", size],
  ["max_restore_bytes_per_sec", size],
  ["readonly", flag],
  ["compress", flag],
  ["chunk_size", size],
  ["max_number_of_snapshots", positive]
]
