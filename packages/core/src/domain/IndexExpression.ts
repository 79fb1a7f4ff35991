/**
 * What an index expression of a snapshot resolves to, by Elasticsearch's rules: names and aliases stand for themselves, a wildcard matches
 * names and aliases that are not hidden, `-x` takes away what stood before it, an alias means the indices behind it.
 *
 * Elasticsearch resolves the expression itself in the act; this twin lets us see *before* whether an index would come into two parts, and
 * *after* whether one was left out.
 */
export interface CatalogIndex {
  readonly name: string
  readonly hidden: boolean
}

export interface CatalogAlias {
  readonly name: string
  readonly indices: ReadonlyArray<string>
}

/** The indices and aliases that exist under one index prefix. */
export interface Catalog {
  readonly indices: ReadonlyArray<CatalogIndex>
  readonly aliases: ReadonlyArray<CatalogAlias>
}

export const empty: Catalog = { indices: [], aliases: [] }

const matcher = (pattern: string): ((name: string) => boolean) => {
  if (!pattern.includes("*")) return (name) => name === pattern
  const source = pattern.split("*").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  const expression = new RegExp(`^${source.join(".*")}$`, "s")
  return (name) => expression.test(name)
}

const matching = (pattern: string, catalog: Catalog): ReadonlyArray<string> => {
  const matches = matcher(pattern)
  const wildcard = pattern.includes("*")
  return [
    ...catalog.indices.filter((x) => !(wildcard && x.hidden) && matches(x.name)).map((x) => x.name),
    ...catalog.aliases.filter((x) => matches(x.name)).flatMap((x) => x.indices)
  ]
}

/** The concrete indices an expression selects. A name that does not exist selects nothing here (Elasticsearch refuses it). */
export const resolve = (expression: ReadonlyArray<string>, catalog: Catalog): ReadonlySet<string> => {
  const selected = new Set<string>()
  for (const item of expression) {
    if (item.startsWith("-")) for (const name of matching(item.slice(1), catalog)) selected.delete(name)
    else for (const name of matching(item, catalog)) selected.add(name)
  }
  return selected
}

/** True when the name is an index or an alias of the catalog. */
export const exists = (name: string, catalog: Catalog): boolean =>
  catalog.indices.some((x) => x.name === name) || catalog.aliases.some((x) => x.name === name)
