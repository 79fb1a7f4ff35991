import { type JsonObject, isObject } from "./Json.ts"

/** Later objects are laid over earlier ones, member by member. */
export const mergeObjects = (...layers: readonly JsonObject[]): JsonObject => {
  const merged: Record<string, JsonObject[string]> = {}
  for (const layer of layers)
    for (const [key, value] of Object.entries(layer)) {
      const before = merged[key]
      merged[key] = isObject(before) && isObject(value) ? mergeObjects(before, value) : value
    }
  return merged
}
