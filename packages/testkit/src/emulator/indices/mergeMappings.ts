import { type Json, type JsonObject, isObject, scalarText } from "../json/Json.ts"
import { mergeObjects } from "../json/mergeObjects.ts"

/** Later mappings are laid over earlier ones; fields are in the order of their names. */
export const mergeMappings = (...layers: readonly JsonObject[]): JsonObject =>
  ordered(mergeObjects(...layers.map(withoutDots)))

/** A name with dots stands for objects in objects. */
const withoutDots = (node: JsonObject): JsonObject => {
  const { properties, ...rest } = node
  if (!isObject(properties)) return rest
  const fields = Object.entries(properties).map(([name, field]): JsonObject => {
    const inner = isObject(field) ? withoutDots(field) : field
    const [first = "", ...rest] = name.split(".")
    const nested = rest.reduceRight<Json | undefined>(
      (deep, part) => ({ properties: { [part]: deep } }),
      inner
    )
    return { [first]: nested }
  })
  return { ...node, properties: mergeObjects(...fields) }
}

const ordered = (mappings: JsonObject): JsonObject => {
  const { dynamic, type, properties, ...rest } = mappings
  const top = {
    ...(type === undefined ? {} : { type }),
    ...(dynamic === undefined ? {} : { dynamic: scalarText(dynamic) })
  }
  if (!isObject(properties)) return { ...top, ...rest }
  const fields = Object.entries(properties)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]): readonly [string, Json | undefined] => [
      name,
      isObject(field) ? shaped(field) : field
    ])
  if (fields.length === 0) return { ...top, ...rest }
  return { ...top, ...rest, properties: Object.fromEntries(fields) }
}

/** An object with fields needs no type, one without them has it. */
const shaped = (field: JsonObject): JsonObject => {
  const whole = ordered(field)
  const { type, ...rest } = whole
  if (type === "object" && rest["properties"] !== undefined) return rest
  if (type !== undefined || rest["properties"] !== undefined) return whole
  return { type: "object", ...rest }
}
