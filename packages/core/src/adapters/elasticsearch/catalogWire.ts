/**
 * The answer of `GET /_resolve/index`, read strictly: otherwise an existing index that cannot be read would be reported as missing, and a backup
 * refused or, for a dated index, taken without it.
 */
import type { Catalog, CatalogAlias, CatalogIndex } from "../../domain/IndexExpression.ts"
import { isRecord } from "./isRecord.ts"

type Entry = Readonly<Record<string, unknown>> & { readonly name: string }

/** Reads every entry with `read`; `null` when the list or one of its entries is malformed. */
const each = <A>(list: unknown, read: (entry: Entry) => A | null): ReadonlyArray<A> | null => {
  if (!Array.isArray(list)) return null
  const all: Array<A> = []
  for (const value of list) {
    if (!isRecord(value) || typeof value["name"] !== "string") return null
    const entry = read({ ...value, name: value["name"] })
    if (entry === null) return null
    all.push(entry)
  }
  return all
}

/** A single string stands for a list of one. */
const textsOf = (value: unknown): ReadonlyArray<string> | null => {
  const all = typeof value === "string" ? [value] : value
  return Array.isArray(all) && all.every((x) => typeof x === "string") ? all : null
}

const indexOf = ({ attributes, name }: Entry): CatalogIndex | null => {
  const found = textsOf(attributes)
  return found === null ? null : { name, hidden: found.includes("hidden") }
}

const leadingTo =
  (key: string) =>
  (entry: Entry): CatalogAlias | null => {
    const indices = textsOf(entry[key])
    return indices === null ? null : { name: entry.name, indices }
  }

/** `null` when it is not such an answer. A data stream is treated like an alias: its name leads to its backing indices. */
export const catalogOf = (body: unknown): Catalog | null => {
  if (!isRecord(body)) return null
  const indices = each(body["indices"], indexOf)
  const aliases = each(body["aliases"], leadingTo("indices"))
  const streams = each(body["data_streams"], leadingTo("backing_indices"))
  return indices === null || aliases === null || streams === null
    ? null
    : { indices, aliases: [...aliases, ...streams] }
}
