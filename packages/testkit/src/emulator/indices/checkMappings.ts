import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { type JsonObject, isObject, scalarText } from "../json/Json.ts"
import { writeJson } from "../json/writeJson.ts"

const rootKeys = new Set([
  "properties",
  "dynamic",
  "dynamic_templates",
  "date_detection",
  "numeric_detection",
  "dynamic_date_formats",
  "enabled",
  "subobjects",
  "runtime",
  "_source",
  "_routing",
  "_meta",
  "_field_names",
  "_data_stream_timestamp",
  "_doc_count",
  "_size"
])

/** Field types of a server without further modules. */
const types = new Set(
  `alias binary boolean byte completion date date_nanos date_range dense_vector double double_range
  flattened float float_range geo_point geo_shape half_float integer integer_range ip ip_range
  keyword long long_range nested object semantic_text short sparse_vector text`.split(/\s+/)
)

/** Throws for mappings that could not be read. `prefix` stands before the reason where an index is created. */
export const checkMappings = (mappings: JsonObject, prefix = ""): void => {
  const fault = rootFault(mappings) ?? fieldFault(mappings)
  if (fault === undefined) return
  const cause = { type: "mapper_parsing_exception", reason: fault.reason }
  const wrap = prefix !== "" || fault.wrapped
  throw new ElasticsearchError(400, cause.type, prefix + fault.reason, {
    root: cause,
    ...(wrap ? { causedBy: cause } : {})
  })
}

interface Fault {
  readonly reason: string
  readonly wrapped: boolean
}

const rootFault = (mappings: JsonObject): Fault | undefined => {
  const unknown = Object.entries(mappings).filter(([key]) => !rootKeys.has(key))
  if (unknown.length === 0) return undefined
  const shown = unknown.map(([key, value]) => ` [${key} : ${scalarText(value) ?? writeJson(value ?? null)}]`)
  return { reason: `Root mapping definition has unsupported parameters: ${shown.join("")}`, wrapped: true }
}

const fieldFault = (node: JsonObject): Fault | undefined => {
  const properties = node["properties"]
  if (!isObject(properties)) return undefined
  for (const [name, field] of Object.entries(properties)) {
    if (!isObject(field)) continue
    const type = scalarText(field["type"])
    if (type === undefined && field["properties"] === undefined && Object.keys(field).length === 0)
      return { reason: `No type specified for field [${name}]`, wrapped: true }
    if (type !== undefined && !types.has(type))
      return {
        reason:
          `The mapper type [${type}] declared on field [${name}] does not exist. ` +
          "It might have been created within a future version or requires a plugin to be installed. Check the documentation.",
        wrapped: true
      }
    const inner = fieldFault(field)
    if (inner !== undefined) return inner
  }
  return undefined
}

/** Throws where a field would become one of another type. */
export const checkMappingChange = (known: JsonObject, change: JsonObject, path = ""): void => {
  const [before, after] = [known["properties"], change["properties"]]
  if (!isObject(before) || !isObject(after)) return
  for (const [name, field] of Object.entries(after)) {
    const existing = before[name]
    if (!isObject(existing) || !isObject(field)) continue
    const [from, to] = [typeOf(existing), typeOf(field)]
    const full = `${path}${name}`
    if (from !== to)
      throw illegalArgument(`mapper [${full}] cannot be changed from type [${from}] to [${to}]`)
    checkMappingChange(existing, field, `${full}.`)
  }
}

const typeOf = (field: JsonObject): string => scalarText(field["type"]) ?? "object"
