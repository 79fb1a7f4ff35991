import type { ServerNode } from "../ServerNode.ts"
import { type Cause, ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { type Json, type JsonObject, isArray, isObject, scalarText } from "../json/Json.ts"
import { writeJson } from "../json/writeJson.ts"
import { fixedParameters, isFieldType, isParameterOf } from "./fieldTypes.ts"

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
const objectKeys = new Set(["type", "dynamic", "enabled", "properties", "subobjects", "include_in_all"])

/** Throws for mappings that could not be read. `prefix` stands before the reason where an index is created. */
export const checkMappings = (cluster: ServerNode, mappings: JsonObject, prefix = ""): void => {
  if (mappings["_doc"] !== undefined && Object.keys(mappings).length === 1)
    throw illegalArgument(
      `The mapping definition cannot be nested under a type [_doc]${cluster.traits.compatibleWith.includes(7) ? " unless include_type_name is set to true" : ""}.`
    )
  const fault = mappingFault(mappings)
  if (fault === undefined) return
  const isOwn = fault.type === "mapper_parsing_exception" || fault.type === "parse_exception"
  throw new ElasticsearchError(400, "mapper_parsing_exception", prefix + fault.reason, {
    causedBy: fault,
    ...(isOwn ? { root: fault } : {})
  })
}

/** What is wrong with mappings; undefined when they can be read. */
export const mappingFault = (mappings: JsonObject): Cause | undefined =>
  dynamicFault(mappings, "dynamic") ?? rootFault(mappings) ?? fieldsFault(mappings)

const unfit = (reason: string): Cause => ({ type: "mapper_parsing_exception", reason })

const rootFault = (mappings: JsonObject): Cause | undefined => {
  const unknown = Object.entries(mappings).filter(([key]) => !rootKeys.has(key))
  if (unknown.length === 0) return undefined
  return unfit(`Root mapping definition has unsupported parameters: ${shown(unknown)}`)
}

const shown = (parameters: readonly (readonly [string, Json | undefined])[]): string =>
  parameters.map(([key, value]) => ` [${key} : ${scalarText(value) ?? writeJson(value ?? null)}]`).join("")

const dynamicFault = (node: JsonObject, name: string): Cause | undefined => {
  const dynamic = scalarText(node["dynamic"])
  if (dynamic === undefined || ["true", "false", "strict", "runtime"].includes(dynamic)) return undefined
  return {
    type: "illegal_argument_exception",
    reason: `Could not convert [${name}.dynamic] to boolean`,
    caused_by: {
      type: "illegal_argument_exception",
      reason: `Failed to parse value [${dynamic}] as only [true] or [false] are allowed.`
    }
  }
}

const fieldsFault = (node: JsonObject): Cause | undefined => {
  const properties = node["properties"]
  if (properties === undefined || (isArray(properties) && properties.length === 0)) return undefined
  if (!isObject(properties)) return { type: "parse_exception", reason: "properties must be a map type" }
  for (const [name, field] of Object.entries(properties)) {
    const fault = fieldFault(name, field ?? null)
    if (fault !== undefined) return fault
  }
  return undefined
}

const fieldFault = (name: string, field: Json): Cause | undefined => {
  if (name === "")
    return { type: "illegal_argument_exception", reason: "field name cannot be an empty string" }
  if (!isObject(field))
    return unfit(`Expected map for property [fields] on field [${name}] but got a class ${javaClass(field)}`)
  const type = scalarText(field["type"])
  const isObjectField =
    field["properties"] !== undefined || field["enabled"] !== undefined || field["dynamic"] !== undefined
  if (type === undefined && !isObjectField) return unfit(`No type specified for field [${name}]`)
  if (type === undefined || type === "object" || type === "nested") {
    const unknown = Object.entries(field).filter(([key]) => !objectKeys.has(key) && type !== "nested")
    if (unknown.length > 0)
      return unfit(`Mapping definition for [${name}] has unsupported parameters: ${shown(unknown)}`)
    return dynamicFault(field, name) ?? fieldsFault(field)
  }
  if (!isFieldType(type))
    return unfit(
      `The mapper type [${type}] declared on field [${name}] does not exist. ` +
        "It might have been created within a future version or requires a plugin to be installed. Check the documentation."
    )
  return parameterFault(name, type, field)
}

const parameterFault = (name: string, type: string, field: JsonObject): Cause | undefined => {
  const unknown = Object.keys(field).find((key) => !isParameterOf(type, key))
  if (unknown !== undefined)
    return unfit(`unknown parameter [${unknown}] on mapper [${name}] of type [${type}]`)
  const above = scalarText(field["ignore_above"])
  if (above !== undefined && !/^-?\d+$/.test(above))
    return { type: "number_format_exception", reason: `For input string: "${above}"` }
  const inner = isObject(field["fields"]) ? Object.entries(field["fields"]) : []
  return inner.map(([key, one]) => fieldFault(key, one ?? null)).find((fault) => fault !== undefined)
}

const javaClass = (value: Json): string => {
  if (isArray(value)) return "java.util.ArrayList"
  if (typeof value === "boolean") return "java.lang.Boolean"
  return typeof value === "string" ? "java.lang.String" : "java.lang.Integer"
}

/** Throws where a field would become one of another kind, or would be stored in another way. */
export const checkMappingChange = (
  cluster: ServerNode,
  known: JsonObject,
  change: JsonObject,
  path = ""
): void => {
  const [before, after] = [known["properties"], change["properties"]]
  if (!isObject(before) || !isObject(after)) return
  for (const [name, field] of Object.entries(after)) {
    const existing = before[name]
    if (!isObject(existing) || !isObject(field)) continue
    checkFieldChange(cluster, existing, field, `${path}${name}`)
    checkMappingChange(cluster, existing, field, `${path}${name}.`)
  }
}

const checkFieldChange = (
  { traits }: ServerNode,
  existing: JsonObject,
  field: JsonObject,
  full: string
): void => {
  const [from, to] = [typeOf(existing), typeOf(field)]
  const objects = [from, to].filter((type) => type === "object" || type === "nested").length
  if (objects === 1)
    throw illegalArgument(`can't merge a non object mapping [${full}] with an object mapping`)
  if (from === "nested" && to === "object")
    throw illegalArgument(`can't merge a nested mapping [${full}] with a non-nested mapping`)
  if (from === "object" && to === "nested")
    throw illegalArgument(`can't merge a non-nested mapping [${full}] with a nested mapping`)
  if (from !== to) throw illegalArgument(`mapper [${full}] cannot be changed from type [${from}] to [${to}]`)
  const conflicts = fixedParameters(from).flatMap(([key, fallback]) => {
    const [was, is] = [scalarText(existing[key]) ?? fallback, scalarText(field[key]) ?? fallback]
    const show = (value: string) =>
      key === "doc_values" && traits.readsOnce
        ? `Values[enabled=${value}, cardinality=low, multiValue=true, nullability=true]`
        : value
    return was === is ? [] : [`\n\tCannot update parameter [${key}] from [${show(was)}] to [${show(is)}]`]
  })
  if (conflicts.length > 0)
    throw illegalArgument(`Mapper for [${full}] conflicts with existing mapper:${conflicts.join("")}`)
}

const typeOf = (field: JsonObject): string => scalarText(field["type"]) ?? "object"
