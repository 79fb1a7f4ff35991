/** JSON Schemas (draft 2020-12) of the documents for programs: docs/schemas, and what the tests hold every output against. */
import { type JsonSchema, Schema } from "effect"
import { documentSchemas } from "./documentSchemas.ts"
import { apiVersion } from "./kinds.ts"

type Json = JsonSchema.JsonSchema

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const head = (kind: string) => ({
  apiVersion: { type: "string", const: apiVersion },
  kind: { type: "string", const: kind }
})

/** The schema with `apiVersion` and `kind` in each of the objects that it may be. */
const headed = (kind: string, schema: Json, definitions: Readonly<Record<string, Json>>): Json => {
  const { $ref, anyOf, properties, required, ...rest } = schema
  if (typeof $ref === "string")
    return headed(kind, definitions[$ref.replace(/^#\/\$defs\//, "")] ?? {}, definitions)
  if (Array.isArray(anyOf))
    return { ...rest, anyOf: anyOf.map((x) => headed(kind, isJson(x) ? x : {}, definitions)) }
  return {
    ...rest,
    properties: { ...head(kind), ...(isJson(properties) ? properties : {}) },
    required: ["apiVersion", "kind", ...(Array.isArray(required) ? required : [])]
  }
}

/** `#/$defs/X` in a text of JSON. */
const refs = (json: unknown): ReadonlyArray<string> =>
  [...JSON.stringify(json).matchAll(/"#\/\$defs\/([^"]+)"/g)].flatMap(([, name]) => name ?? [])

/** Only the definitions that it leads to. */
const reached = (
  schema: Json,
  definitions: Readonly<Record<string, Json>>
): Readonly<Record<string, Json>> => {
  const found = new Set<string>()
  const open = [...refs(schema)]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue
    found.add(name)
    open.push(...refs(definitions[name]))
  }
  return Object.fromEntries(Object.entries(definitions).filter(([name]) => found.has(name)))
}

/** The kinds, in the order of the alphabet. */
export const kinds: ReadonlyArray<string> = Object.keys(documentSchemas)

/**
 * By kind. `strict`: keys that are not known are refused, for a test; what is published allows them, because keys may be added to a kind.
 */
export const jsonSchemas = (strict: boolean): ReadonlyMap<string, Json> =>
  new Map(
    Object.entries(documentSchemas).map(([kind, codec]) => {
      const { definitions, schema } = Schema.toJsonSchemaDocument(codec, {
        onExcessProperty: strict ? "error" : "ignore"
      })
      const whole = headed(kind, schema, definitions)
      const $defs = reached(whole, definitions)
      return [
        kind,
        {
          $schema: "https://json-schema.org/draft/2020-12/schema",
          title: kind,
          ...whole,
          ...(Object.keys($defs).length === 0 ? {} : { $defs })
        }
      ]
    })
  )
