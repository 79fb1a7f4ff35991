import { type Json, type JsonObject, isArray, isObject, scalarText } from "../json/Json.ts"
import { writeJson } from "../json/writeJson.ts"
import type { IndexSettings } from "./Index.ts"

/** Nested or dotted settings, with or without the `index.` prefix, as flat texts; a pattern stays as it is. A `null` takes a setting away. */
export const flattenSettings = (
  settings: Json | undefined,
  prefix = "index."
): Map<string, string | undefined> => {
  const flat = new Map<string, string | undefined>()
  const visit = (value: Json | undefined, path: string) => {
    if (isObject(value))
      for (const [key, member] of Object.entries(value)) visit(member, path === "" ? key : `${path}.${key}`)
    else if (value !== undefined && path !== "") {
      const text = isArray(value) ? writeJson(value) : scalarText(value)
      flat.set(path.startsWith(prefix) || path.endsWith("*") ? path : prefix + path, text)
    }
  }
  visit(settings, "")
  return flat
}

/** Later ones win; a setting without a value disappears. */
export const mergeSettings = (
  ...layers: readonly Iterable<readonly [string, string | undefined]>[]
): Map<string, string> => {
  const merged = new Map<string, string>()
  for (const layer of layers)
    for (const [key, value] of layer)
      if (value === undefined) merged.delete(key)
      else merged.set(key, value)
  return merged
}

/** Flat settings as the nested object that Elasticsearch answers with. Below what has a value of its own, names stay dotted. */
export const nestSettings = (settings: IndexSettings): JsonObject => {
  const root: Nested = new Map()
  for (const [key, value] of [...settings].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    nest(root, "", key, value)
  return toJson(root)
}

type Nested = Map<string, string | Nested>

const nest = (node: Nested, dotted: string, key: string, value: string): void => {
  const end = key.indexOf(".")
  if (end < 0) {
    node.set(dotted + key, value)
    return
  }
  const head = dotted + key.slice(0, end)
  const rest = key.slice(end + 1)
  const known = node.get(head)
  if (typeof known === "string") return nest(node, `${head}.`, rest, value)
  const child: Nested = known ?? new Map()
  node.set(head, child)
  nest(child, "", rest, value)
}

const toJson = (node: Nested): JsonObject =>
  Object.fromEntries(
    [...node].map(([key, value]) => [key, typeof value === "string" ? value : toJson(value)])
  )
