import { type Json, type JsonObject, isObject } from "../json/Json.ts"
import { mergeObjects } from "../json/mergeObjects.ts"

/** Later mappings are laid over earlier ones; fields are in the order of their names. */
export const mergeMappings = (...layers: readonly JsonObject[]): JsonObject =>
  ordered(mergeObjects(...layers))

const ordered = (mappings: JsonObject): JsonObject => {
  const dynamic = mappings["dynamic"]
  if (typeof dynamic === "boolean") return ordered({ ...mappings, dynamic: String(dynamic) })
  const properties = mappings["properties"]
  if (!isObject(properties)) return mappings
  const fields = Object.entries(properties)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]): readonly [string, Json | undefined] => [
      name,
      isObject(field) ? ordered(field) : field
    ])
  return { ...mappings, properties: Object.fromEntries(fields) }
}
