import type { Json } from "../json/Json.ts"
import type { JsonPath } from "../json/spanAt.ts"
import { type Cause } from "../ElasticsearchError.ts"
import { DocumentFault, parsingError, unfitValue } from "./DocumentFault.ts"

/** Why a key cannot be the name of a field in the object `parent`; undefined when it can. */
export const checkFieldName = (key: string, parent: string, at: JsonPath): DocumentFault | undefined => {
  if (key !== "" && !key.includes(".") && key.trim() === "") {
    const full = parent === "" ? key : `${parent}.${key}`
    return new DocumentFault(at, (span) =>
      parsingError(span.key, `Field name cannot contain only whitespace: [${full}]`)
    )
  }
  const reason = nameFault(key)
  if (reason === undefined) return undefined
  const cause: Cause = { type: "illegal_argument_exception", reason }
  return new DocumentFault(at, (span) => parsingError(span.key, `failed to parse: ${reason}`, cause))
}

const nameFault = (key: string): string | undefined => {
  if (key === "") return "field name cannot be an empty string"
  if (!key.includes(".")) return undefined
  const parts = key.replace(/\.+$/, "").split(".")
  if (parts.length === 1 && parts[0] === "") return "field name cannot contain only dots"
  if (parts.some((part) => part === "")) return `field name cannot contain only whitespace: ['${key}']`
  return parts.some((part) => part.trim() === "")
    ? `field name starting or ending with a [.] makes object resolution ambiguous: [${key}]`
    : undefined
}

const metadata = new Set([
  "_id",
  "_index",
  "_source",
  "_routing",
  "_version",
  "_seq_no",
  "_field_names",
  "_ignored",
  "_ignored_source",
  "_nested_path",
  "_data_stream_timestamp"
])

/** What belongs to a document, but not into it. */
export const metadataFault = (
  key: string,
  value: Json,
  at: JsonPath,
  { id }: { readonly id: string }
): DocumentFault | undefined => {
  const [name = "", ...rest] = key.split(".")
  if (!metadata.has(name)) return undefined
  const reason = `Field [${name}] is a metadata field and cannot be added inside a document. Use the index API request parameters.`
  const first = Array.isArray(value) ? [...at, 0] : at
  const shown: Json = Array.isArray(value) ? (value[0] ?? null) : value
  const inner = rest.reduceRight<Json>((deep, part) => ({ [part]: deep }), shown)
  return unfitValue(first, { name, type: name, id }, inner, ({ key: keyPlace, start }) => ({
    type: "document_parsing_exception",
    reason: `[${rest.length > 0 ? keyPlace : start}] ${reason}`
  }))
}
