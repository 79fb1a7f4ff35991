import type { Json, JsonObject } from "../json/Json.ts"
import type { Index } from "./Index.ts"
import { nestSettings } from "./indexSettings.ts"

/** `GET /{index}`. */
export const indexJson = (index: Index, flat = false): JsonObject => ({
  aliases: aliasesJson(index),
  mappings: index.mappings,
  settings: flat ? Object.fromEntries(index.settings) : nestSettings(index.settings)
})

export const aliasesJson = (index: Index, matches: (alias: string) => boolean = () => true): JsonObject =>
  Object.fromEntries(
    [...index.aliases]
      .filter(([alias]) => matches(alias))
      .map(([alias, options]) => [alias, aliasJson(options)])
  )

/** `routing` is shown as the two it stands for. */
const aliasJson = (options: JsonObject): JsonObject => ({
  filter: options["filter"],
  index_routing: options["index_routing"] ?? options["routing"],
  search_routing: options["search_routing"] ?? options["routing"],
  is_write_index: options["is_write_index"],
  is_hidden: options["is_hidden"]
})

export const byName = (indices: readonly Index[], show: (index: Index) => Json): JsonObject =>
  Object.fromEntries(indices.map((index) => [index.name, show(index)]))
