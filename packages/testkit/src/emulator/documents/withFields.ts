import { illegalArgument } from "../ElasticsearchError.ts"
import { type JsonObject, isObject, scalarText } from "../json/Json.ts"

/** A field that a document brings along. */
export interface NewField {
  readonly path: readonly string[]
  /** Empty for an object. */
  readonly field: JsonObject
  readonly runtime: boolean
  /** It comes from a key with dots. */
  readonly dotted: boolean
}

/** Adds new fields to a mapping; throws where two of them are of different kinds. The same object when there are none. */
export const withFields = (mappings: JsonObject, fields: readonly NewField[]): JsonObject =>
  fields.reduce(
    (node, field) => (field.runtime ? withRuntime(node, field) : add(node, field.path, field)),
    mappings
  )

const withRuntime = (mappings: JsonObject, { path, field }: NewField): JsonObject => {
  const runtime = isObject(mappings["runtime"]) ? mappings["runtime"] : {}
  const { runtime: _, properties, ...rest } = mappings
  const all = sorted({ ...runtime, [path.join(".")]: { type: field["type"] } })
  return { ...rest, runtime: all, ...(properties === undefined ? {} : { properties }) }
}

const add = (node: JsonObject, [name = "", ...rest]: readonly string[], added: NewField): JsonObject => {
  const properties = isObject(node["properties"]) ? node["properties"] : {}
  const known = properties[name]
  const before = isObject(known) ? known : undefined
  const after =
    rest.length === 0 ? merged(before, added) : add(checkObject(before, added, rest) ?? {}, rest, added)
  if (after === before) return node
  const { type, properties: _, ...others } = node
  const kept = type === "object" || type === undefined ? {} : { type }
  return { ...kept, ...others, properties: sorted({ ...properties, [name]: after }) }
}

const merged = (before: JsonObject | undefined, { field, path, dotted }: NewField): JsonObject => {
  const isNewObject = Object.keys(field).length === 0
  if (before === undefined) return isNewObject ? { type: "object" } : field
  const full = path.join(".")
  const wasObject = isObjectField(before)
  if (wasObject && isNewObject) return before
  if (wasObject !== isNewObject && dotted && !wasObject)
    throw illegalArgument(
      `mapper [${full}] cannot be changed from type [${typeOf(before)}] to [ObjectMapper]`
    )
  if (wasObject !== isNewObject)
    throw illegalArgument(`can't merge a non object mapping [${full}] with an object mapping`)
  if (before["type"] === field["type"]) return before
  throw illegalArgument(
    `mapper [${full}] cannot be changed from type [${typeOf(before)}] to [${typeOf(field)}]`
  )
}

const checkObject = (
  before: JsonObject | undefined,
  { path }: NewField,
  rest: readonly string[]
): JsonObject | undefined => {
  if (before === undefined || isObjectField(before)) return before
  const full = path.slice(0, path.length - rest.length).join(".")
  throw illegalArgument(`mapper [${full}] cannot be changed from type [${typeOf(before)}] to [ObjectMapper]`)
}

const isObjectField = (field: JsonObject): boolean =>
  field["type"] === undefined || field["type"] === "object" || field["type"] === "nested"

const typeOf = (field: JsonObject): string => scalarText(field["type"]) ?? "object"

const sorted = (properties: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(properties).toSorted(([a], [b]) => (a < b ? -1 : 1)))
