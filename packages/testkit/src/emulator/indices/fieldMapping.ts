import { type JsonObject, isObject } from "../json/Json.ts"

/** A field as the mapping knows it. */
export interface MappedField {
  readonly type: string
  /** Where its values are in the source: not the field's own path for `title.keyword`. */
  readonly sourcePath: string
}

/** Looks a dotted path up in `properties` and in multi-fields; undefined when the mapping does not have it. */
export const fieldMapping = (mappings: JsonObject, path: string): MappedField | undefined => {
  let node: JsonObject = mappings
  const walked: string[] = []
  for (const [index, key] of path.split(".").entries()) {
    const child = isObject(node["properties"]) ? node["properties"][key] : undefined
    const multi = index > 0 && isObject(node["fields"]) ? node["fields"][key] : undefined
    if (isObject(child)) walked.push(key)
    const next = isObject(child) ? child : multi
    if (!isObject(next)) return undefined
    node = next
  }
  const type = node["type"]
  return { type: typeof type === "string" ? type : "object", sourcePath: walked.join(".") }
}
