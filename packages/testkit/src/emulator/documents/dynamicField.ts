import { wildcard } from "../indices/wildcard.ts"
import { type Json, type JsonObject, isArray, isObject, scalarText } from "../json/Json.ts"
import { detectedDate } from "./dateFault.ts"
import { isNumber } from "./numberFault.ts"

interface NewValue {
  readonly name: string
  readonly full: string
  readonly value: Json
  readonly runtime: boolean
}

/** The mapping of a field that is not mapped yet, from its first value: by a dynamic template, or by the kind of the value. */
export const dynamicField = (root: JsonObject, found: NewValue): JsonObject | undefined => {
  const { kind, field } = detect(root, found)
  const template = templateOf(root, found, kind)
  if (template === undefined) return found.runtime ? { type: runtimeType(field) } : field
  const mapping = isObject(template["mapping"]) ? template["mapping"] : {}
  const filled = Object.entries(mapping).map(([key, value]) => [key, fill(value, found.name, kind)] as const)
  return { type: kind === "string" ? "text" : kind, ...Object.fromEntries(filled) }
}

const detect = (
  root: JsonObject,
  { value }: NewValue
): { readonly kind: string; readonly field: JsonObject } => {
  if (typeof value === "boolean") return { kind: "boolean", field: { type: "boolean" } }
  const text = scalarText(value) ?? ""
  const numeric = isNumber(value) || (root["numeric_detection"] === true && text.trim() === text)
  if (numeric && /^[+-]?\d+$/.test(text)) return { kind: "long", field: { type: "long" } }
  if (numeric && /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text))
    return { kind: "double", field: { type: "float" } }
  const date = root["date_detection"] === false ? undefined : detectedDate(text)
  if (date !== undefined) return { kind: "date", field: date }
  return {
    kind: "string",
    field: { type: "text", fields: { keyword: { type: "keyword", ignore_above: 256 } } }
  }
}

const runtimeType = ({ type }: JsonObject): string => {
  if (type === "text") return "keyword"
  return type === "float" ? "double" : (scalarText(type) ?? "keyword")
}

const templateOf = (root: JsonObject, { name, full }: NewValue, kind: string): JsonObject | undefined => {
  const templates = isArray(root["dynamic_templates"]) ? root["dynamic_templates"] : []
  return templates
    .flatMap((named) => (isObject(named) ? Object.values(named) : []))
    .filter(isObject)
    .find((template) => {
      const types = texts(template["match_mapping_type"])
      const says = (key: string, text: string) => texts(template[key]).some((one) => wildcard(one).test(text))
      return (
        (types.length === 0 || types.includes("*") || types.includes(kind)) &&
        (template["match"] === undefined || says("match", name)) &&
        !says("unmatch", name) &&
        (template["path_match"] === undefined || says("path_match", full)) &&
        !says("path_unmatch", full)
      )
    })
}

const texts = (value: Json | undefined): readonly string[] =>
  (isArray(value) ? value : value === undefined ? [] : [value]).flatMap((one) => scalarText(one) ?? [])

const fill = (value: Json | undefined, name: string, kind: string): Json | undefined =>
  typeof value === "string"
    ? value.replaceAll("{name}", name).replaceAll("{dynamic_type}", kind === "string" ? "text" : kind)
    : value
