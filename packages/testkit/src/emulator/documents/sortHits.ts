import { illegalArgument } from "../ElasticsearchError.ts"
import { fieldMapping } from "../indices/fieldMapping.ts"
import { type Json, isArray, isObject, RawJson, scalarText } from "../json/Json.ts"
import type { StoredDocument } from "./DocumentStore.ts"
import { compareValues, type Searchable, valuesAt } from "./matchQuery.ts"

export interface SortField {
  readonly path: string
  readonly descending: boolean
  /** The sort stands although no document has the field. */
  readonly unmapped: boolean
}

export interface SortedHit<H> {
  readonly hit: H
  readonly values: readonly Json[]
}

type Sortable = Searchable & { readonly document: StoredDocument; readonly shardDoc: number }

/** As the query of a request has it: `a,b:desc`. */
export const querySort = (sort: string | undefined): readonly SortField[] =>
  (sort ?? "")
    .split(",")
    .filter((one) => one !== "")
    .map((one) => {
      const [path = "", order] = one.split(":")
      return { path, descending: order === undefined ? path === "_score" : order === "desc", unmapped: false }
    })

/** `"a"`, `{"a": "desc"}`, `{"a": {"order": "desc"}}`, or a list of these. */
export const parseSort = (sort: Json | undefined): readonly SortField[] => {
  if (sort === undefined || sort === null) return []
  if (isArray(sort)) return sort.flatMap(parseSort)
  if (typeof sort === "string") return [{ path: sort, descending: sort === "_score", unmapped: false }]
  if (!isObject(sort)) return []
  return Object.entries(sort).map(([path, options]) => {
    const order = isObject(options) ? options["order"] : options
    if (typeof order === "string" && !/^(asc|desc)$/i.test(order))
      throw illegalArgument(`No enum constant org.elasticsearch.search.sort.SortOrder.${order.toUpperCase()}`)
    const unmapped = isObject(options) && options["unmapped_type"] !== undefined
    return { path, descending: order === "desc" || (order === undefined && path === "_score"), unmapped }
  })
}

/** Hits in order, after the given values; documents without a value come last whatever the order. */
export const sortHits = <H extends Sortable>(
  hits: readonly H[],
  fields: readonly SortField[],
  searchAfter: Json | undefined
): readonly SortedHit<H>[] => {
  const valued = hits.map((hit) => ({ hit, values: fields.map((field) => sortValue(hit, field)) }))
  const ordered =
    fields.length === 0 ? valued : valued.toSorted((a, b) => compareAll(a.values, b.values, fields))
  if (!isArray(searchAfter)) return ordered
  return ordered.filter(({ values }) => compareAll(values, searchAfter, fields) > 0)
}

const sortValue = (hit: Sortable, { path, descending }: SortField): Json => {
  if (path === "_shard_doc") return hit.shardDoc
  if (path === "_doc" || path === "_seq_no") return hit.document.seqNo
  if (path === "_score") return new RawJson("1.0")
  const values = valuesAt(hit, path).toSorted(compareValues)
  const value = (descending ? values.at(-1) : values[0]) ?? missingValue(hit, path, descending)
  return typeof value === "boolean" ? Number(value) : value
}

/** A document without a number is sorted by the last of all numbers, and says so. */
const missingValue = (hit: Sortable, path: string, descending: boolean): Json => {
  const type = fieldMapping(hit.mappings(), path)?.type ?? "long"
  if (["double", "float", "half_float"].includes(type)) return descending ? "-Infinity" : "Infinity"
  if (!["long", "integer", "short", "byte", "date", "boolean"].includes(type)) return null
  if (type === "integer") return descending ? -2_147_483_648 : 2_147_483_647
  return new RawJson(descending ? "-9223372036854775808" : "9223372036854775807")
}

const compareAll = (a: readonly Json[], b: readonly Json[], fields: readonly SortField[]): number => {
  for (const [index, { descending }] of fields.entries()) {
    const [left, right] = [a[index] ?? null, b[index] ?? null]
    const order = scalarText(left) === scalarText(right) ? 0 : compareNullable(left, right, descending)
    if (order !== 0) return order
  }
  return 0
}

const compareNullable = (left: Json, right: Json, descending: boolean): number => {
  if (left === null) return 1
  if (right === null) return -1
  return compareValues(left, right) * (descending ? -1 : 1)
}
