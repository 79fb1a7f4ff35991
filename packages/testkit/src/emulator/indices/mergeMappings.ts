import { type JsonObject, isObject } from "../json/Json.ts"

/** Later mappings are laid over earlier ones, object by object. */
export const mergeMappings = (...layers: readonly JsonObject[]): JsonObject => {
  const merged: Record<string, JsonObject[string]> = {}
  for (const layer of layers)
    for (const [key, value] of Object.entries(layer)) {
      const before = merged[key]
      merged[key] = isObject(before) && isObject(value) ? mergeMappings(before, value) : value
    }
  return merged
}
