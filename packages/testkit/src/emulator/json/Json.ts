/**
 * JSON as Elasticsearch keeps it: a number that a JavaScript number cannot repeat byte for byte stays its source text.
 *
 * Invariant: `writeJson(parseJson(text))` differs from `text` in white space and escapes only, never in a number.
 */
export type Json = null | boolean | number | string | RawJson | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [key: string]: Json | undefined
}

/** JSON source text that is written as it is. */
export class RawJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Source text that was written from a value, which can be had again without reading the text. */
export class WrittenJson extends RawJson {
  readonly value: () => Json
  constructor(text: string, value: () => Json) {
    super(text)
    this.value = value
  }
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof RawJson)

export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** The text of a scalar, as Elasticsearch reads settings and lenient parameters; undefined for anything else. */
export const scalarText = (value: Json | undefined): string | undefined => {
  if (value instanceof RawJson) return value.text
  if (typeof value === "string") return value
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined
}
