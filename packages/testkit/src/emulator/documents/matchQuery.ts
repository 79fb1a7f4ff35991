import { ElasticsearchError } from "../ElasticsearchError.ts"
import { fieldMapping } from "../indices/fieldMapping.ts"
import { wildcard } from "../indices/wildcard.ts"
import { type Json, type JsonObject, isArray, isObject, RawJson, scalarText } from "../json/Json.ts"

export interface Searchable {
  readonly id: string
  readonly source: () => Json
  readonly mappings: () => JsonObject
}

export type Predicate = (document: Searchable) => boolean

/** A query as a predicate. A field that is not mapped has no values; a text is compared word by word, in lower case. */
export const matchQuery = (query: Json | undefined): Predicate => {
  if (query === undefined) return () => true
  const [kind, body] = (isObject(query) ? Object.entries(query)[0] : undefined) ?? []
  const options = isObject(body) ? body : {}
  switch (kind) {
    case "match_all":
      return () => true
    case "match_none":
      return () => false
    case "ids": {
      const ids = new Set(list(options["values"]).map(scalarText))
      return ({ id }) => ids.has(id)
    }
    case "term":
      return field(options, (wanted) => equals(isObject(wanted) ? wanted["value"] : wanted))
    case "match":
      return text(options, (wanted) =>
        isObject(wanted) && /^and$/i.test(textAt(wanted, "operator")) ? every : some
      )
    case "match_phrase":
      return text(options, () => phrase)
    case "multi_match": {
      const { query, fields, operator } = options
      const names = list(fields).map((name) => (scalarText(name) ?? "").replace(/\^.*$/, ""))
      return either(names.map((name) => matchQuery({ match: { [name]: { query, operator } } })))
    }
    case "constant_score":
      return matchQuery(options["filter"])
    case "terms":
      return field(options, (wanted) => (value) => list(wanted).some((one) => equals(one)(value)))
    case "prefix":
      return field(options, (wanted) => (value) => (scalarText(value) ?? "").startsWith(textOf(wanted)))
    case "wildcard":
      return field(options, (wanted) => (value) => wildcard(textOf(wanted)).test(scalarText(value) ?? ""))
    case "exists":
      return (document) =>
        valuesAt(document, scalarText(options["field"]) ?? "").some((value) => value !== null)
    case "range":
      return field(options, range)
    case "bool":
      return bool(options)
    case undefined:
    default:
      throw new ElasticsearchError(400, "parsing_exception", `unknown query [${kind}]`, {
        extra: { line: 1, col: 1 }
      })
  }
}

/** Every value that a document has at a dotted path, as its mapping reads them; lists are looked into. */
export const valuesAt = ({ id, source, mappings }: Searchable, path: string): readonly Json[] => {
  if (path === "_id") return [id]
  const field = fieldMapping(mappings(), path)
  if (field === undefined) return []
  return walk([source()], field.sourcePath.split(".")).flatMap((value) => indexed(value, field.type))
}

const numericTypes = new Set([
  "long",
  "integer",
  "short",
  "byte",
  "double",
  "float",
  "half_float",
  "unsigned_long"
])

/** A source value as the index holds it: numbers as numbers, dates in milliseconds, a text as its words. */
const indexed = (value: Json, type: string): readonly Json[] => {
  const text = scalarText(value)
  if (value === null || text === undefined) return [value]
  if (numericTypes.has(type)) return [/^-?\d+(\.\d+)?$/.test(text) ? new RawJson(text) : value]
  if (type === "date")
    return [typeof value === "string" && !Number.isNaN(Date.parse(text)) ? Date.parse(text) : value]
  if (type === "text") return words(text)
  return [typeof value === "boolean" ? value : text]
}

const words = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}_.']+/gu) ?? []

const walk = (values: readonly Json[], path: readonly string[]): readonly Json[] => {
  const flat = values.flatMap(list)
  const [key, ...rest] = path
  if (key === undefined) return flat
  return walk(
    flat.flatMap((value) => (isObject(value) ? (value[key] ?? []) : [])),
    rest
  )
}

const list = (value: Json | undefined): readonly Json[] =>
  isArray(value) ? value : value === undefined ? [] : [value]

const field = (
  options: JsonObject,
  test: (wanted: Json | undefined) => (value: Json) => boolean
): Predicate => {
  const [name, wanted] = Object.entries(options).find(([key]) => key !== "boost") ?? ["", undefined]
  const accepts = test(wanted)
  return (document) => valuesAt(document, name).some(accepts)
}

/** How the words that are looked for must be among the words of a text. */
type WordTest = (wanted: readonly string[], words: readonly string[]) => boolean

const some: WordTest = (wanted, words) => wanted.some((word) => words.includes(word))
const every: WordTest = (wanted, words) => wanted.length > 0 && wanted.every((word) => words.includes(word))
const phrase: WordTest = (wanted, words) =>
  wanted.length > 0 && words.some((_, at) => wanted.every((word, n) => words[at + n] === word))

/** Fields that are no texts are compared as a whole. */
const text = (options: JsonObject, testOf: (wanted: Json | undefined) => WordTest): Predicate => {
  const [name, wanted] = Object.entries(options).find(([key]) => key !== "boost") ?? ["", undefined]
  const query = isObject(wanted) ? wanted["query"] : wanted
  const sought = words(scalarText(query) ?? "")
  const test = testOf(wanted)
  return (document) => {
    const values = valuesAt(document, name)
    return fieldMapping(document.mappings(), name)?.type === "text"
      ? test(sought, values.map(String))
      : values.some(equals(query))
  }
}

const either =
  (predicates: readonly Predicate[]): Predicate =>
  (document) =>
    predicates.some((matches) => matches(document))

const textAt = (value: JsonObject, key: string): string => scalarText(value[key] ?? null) ?? ""

const textOf = (wanted: Json | undefined): string =>
  scalarText(isObject(wanted) ? wanted["value"] : wanted) ?? ""

const equals =
  (wanted: Json | undefined) =>
  (value: Json): boolean =>
    wanted !== undefined && value !== null && compareValues(value, wanted) === 0

const range = (bounds: Json | undefined): ((value: Json) => boolean) => {
  const given = isObject(bounds) ? bounds : {}
  const holds = (key: string, test: (order: number) => boolean) => (value: Json) => {
    const bound = given[key]
    return bound === undefined || bound === null || test(compareValues(value, bound))
  }
  const tests = [
    holds("gt", (order) => order > 0),
    holds("gte", (order) => order >= 0),
    holds("lt", (order) => order < 0),
    holds("lte", (order) => order <= 0)
  ]
  return (value) => value !== null && tests.every((test) => test(value))
}

const bool = (options: JsonObject): Predicate => {
  const clauses = (key: string) => list(options[key]).map(matchQuery)
  const required = [...clauses("must"), ...clauses("filter")]
  const forbidden = clauses("must_not")
  const optional = clauses("should")
  const least =
    optional.length === 0 ? 0 : Number(options["minimum_should_match"] ?? (required.length === 0 ? 1 : 0))
  return (document) =>
    required.every((clause) => clause(document)) &&
    !forbidden.some((clause) => clause(document)) &&
    (least === 0 || optional.filter((clause) => clause(document)).length >= least)
}

/** Numbers by size, exactly also beyond 2^53; dates with dates; everything else as texts. */
export const compareValues = (a: Json, b: Json): number => {
  const [left, right] = [orderable(a, b), orderable(b, a)]
  if (typeof left === "string" || typeof right === "string") {
    const [x, y] = [String(left), String(right)]
    return x < y ? -1 : x > y ? 1 : 0
  }
  return left < right ? -1 : left > right ? 1 : 0
}

const isNumber = (value: Json): boolean => typeof value === "number" || value instanceof RawJson

/** A text beside a number is read as a number, or as a date. */
const orderable = (value: Json, beside: Json): number | bigint | string => {
  const text = scalarText(value) ?? ""
  if (!isNumber(value) && !isNumber(beside)) return text
  if (/^-?\d+$/.test(text)) return BigInt(text)
  const number = Number(text)
  return Number.isNaN(number) ? Date.parse(text) : number
}
