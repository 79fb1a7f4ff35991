import { ElasticsearchError } from "../ElasticsearchError.ts"
import { type Json, type JsonObject, isArray, isObject, RawJson } from "../json/Json.ts"
import { mergeObjects } from "../json/mergeObjects.ts"

/** The mapping with the fields that a document adds to it; the same object when it adds none. Throws where the mapping is strict. */
export const mapDocument = (mappings: JsonObject, source: JsonObject): JsonObject =>
  extend(mappings, expandDots(source), true, "_doc")

/** A key with dots stands for objects in objects. */
const expandDots = (source: JsonObject): JsonObject => {
  if (!Object.keys(source).some((key) => key.includes("."))) return source
  return mergeObjects(
    ...Object.entries(source).map(([key, value]) =>
      key.split(".").reduceRight<JsonObject>((inner, part, at, parts) => {
        return at === parts.length - 1 ? { [part]: value } : { [part]: inner }
      }, {})
    )
  )
}

const extend = (node: JsonObject, source: JsonObject, inherited: Dynamic, path: string): JsonObject => {
  const dynamic = dynamicOf(node, inherited)
  const properties = isObject(node["properties"]) ? node["properties"] : {}
  const added: Record<string, Json> = {}
  for (const [key, value] of Object.entries(source)) {
    const known = properties[key]
    const grown = isObject(known) ? grow(known, value, dynamic, key) : learn(value, key, dynamic, path)
    if (grown !== undefined && grown !== known) added[key] = grown
  }
  if (Object.keys(added).length === 0) return node
  return { ...node, properties: sorted({ ...properties, ...added }) }
}

type Dynamic = boolean | "strict"

const dynamicOf = (node: JsonObject, inherited: Dynamic): Dynamic => {
  const dynamic = node["dynamic"]
  if (dynamic === "strict") return "strict"
  return dynamic === undefined ? inherited : dynamic === true || dynamic === "true"
}

/** A known object takes new members; a known field stays as it is. */
const grow = (known: JsonObject, value: Json | undefined, dynamic: Dynamic, path: string): Json => {
  if (known["enabled"] === false || (known["type"] !== undefined && known["type"] !== "object")) return known
  return list(value)
    .filter(isObject)
    .reduce((node, member) => extend(node, member, dynamic, path), known)
}

const learn = (value: Json | undefined, key: string, dynamic: Dynamic, path: string): Json | undefined => {
  if (dynamic === false) return undefined
  const [first, ...more] = list(value).filter((item) => item !== null)
  if (first === undefined) return undefined
  if (dynamic === "strict")
    throw new ElasticsearchError(
      400,
      "strict_dynamic_mapping_exception",
      `[1:2] mapping set to strict, dynamic introduction of [${key}] within [${path}] is not allowed`
    )
  if (!isObject(first)) return fieldFor(first)
  const members = [first, ...more.filter(isObject)]
  const learned = members.reduce<JsonObject>((node, member) => extend(node, member, dynamic, key), {})
  return Object.keys(learned).length === 0 ? { type: "object" } : learned
}

const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2}([.,]\d{1,9})?)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/

const fieldFor = (value: Json): JsonObject => {
  if (typeof value === "boolean") return { type: "boolean" }
  if (typeof value === "number") return { type: Number.isInteger(value) ? "long" : "float" }
  if (value instanceof RawJson) return { type: /^-?\d+$/.test(value.text) ? "long" : "float" }
  if (typeof value === "string" && isoDate.test(value)) return { type: "date" }
  return { type: "text", fields: { keyword: { type: "keyword", ignore_above: 256 } } }
}

const list = (value: Json | undefined): readonly Json[] => {
  if (isArray(value)) return value.flatMap(list)
  return value === undefined ? [] : [value]
}

const sorted = (properties: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(properties).toSorted(([a], [b]) => (a < b ? -1 : 1)))
