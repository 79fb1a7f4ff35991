import { defaultDateFormat } from "../documents/dateFault.ts"

/** Field types of a server without further modules. */
const types = new Set(
  `alias binary boolean byte completion date date_nanos date_range dense_vector double double_range
  flattened float float_range geo_point geo_shape half_float integer integer_range ip ip_range
  keyword long long_range nested object semantic_text short sparse_vector text`.split(/\s+/)
)

export const isFieldType = (type: string): boolean => types.has(type)

const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

const number = list(
  `type coerce copy_to doc_values fields ignore_malformed index meta null_value on_script_error script store
  time_series_dimension time_series_metric`
)

/** What each type takes; of a type that is not here everything is taken. */
const parameters: Readonly<Record<string, ReadonlySet<string>>> = {
  ...Object.fromEntries(
    ["long", "integer", "short", "byte", "double", "float", "half_float"].map((type) => [type, number])
  ),
  keyword: list(
    `type copy_to doc_values eager_global_ordinals fields ignore_above index index_options meta normalizer norms
    null_value on_script_error script similarity split_queries_on_whitespace store time_series_dimension`
  ),
  text: list(
    `type analyzer copy_to eager_global_ordinals fielddata fielddata_frequency_filter fields index index_options
    index_phrases index_prefixes meta norms position_increment_gap search_analyzer search_quote_analyzer similarity
    store term_vector`
  ),
  date: list(
    "type copy_to doc_values fields format ignore_malformed index locale meta null_value on_script_error script store"
  ),
  boolean: list(
    `type copy_to doc_values fields ignore_malformed index meta null_value on_script_error script store
    time_series_dimension`
  )
}

export const isParameterOf = (type: string, key: string): boolean => parameters[type]?.has(key) ?? true

/** Parameters that stay as they were when the field was made, with their defaults. */
export const fixedParameters = (type: string): readonly (readonly [string, string])[] => {
  const stored = [
    ["index", "true"],
    ["store", "false"]
  ] as const
  if (type === "text") return [...stored, ["analyzer", "default"], ["term_vector", "no"]]
  if (type === "date") return [...stored, ["doc_values", "true"], ["format", defaultDateFormat]]
  return [...stored, ["doc_values", "true"]]
}
