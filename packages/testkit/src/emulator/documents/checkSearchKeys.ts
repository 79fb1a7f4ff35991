import { ElasticsearchError } from "../ElasticsearchError.ts"
import { type Json, type JsonObject, isArray, isObject } from "../json/Json.ts"
import { spanAt } from "../json/spanAt.ts"

const known = new Set([
  "query",
  "size",
  "from",
  "sort",
  "search_after",
  "_source",
  "track_total_hits",
  "seq_no_primary_term",
  "version",
  "timeout",
  "fields",
  "track_scores",
  "stored_fields",
  "pit"
])

/** Throws for a key that a search does not have, or that the emulator does not know. */
export const checkSearchKeys = (text: string, body: JsonObject): void => {
  const unknown = Object.entries(body).find(([key]) => !known.has(key))
  if (unknown === undefined) return
  const [key, value] = unknown
  throw new ElasticsearchError(400, "parsing_exception", `Unknown key for a ${token(value)} in [${key}].`, {
    extra: placeOf(text, key)
  })
}

const placeOf = (text: string, key: string): JsonObject => {
  const [line, col] = spanAt(text, [key]).start.split(":").map(Number)
  return { line, col }
}

const token = (value: Json | undefined): string => {
  if (isObject(value)) return "START_OBJECT"
  if (isArray(value)) return "START_ARRAY"
  if (typeof value === "boolean") return "VALUE_BOOLEAN"
  return typeof value === "string" ? "VALUE_STRING" : "VALUE_NUMBER"
}
