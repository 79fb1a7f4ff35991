/**
 * What an index expression of a snapshot selects, by Elasticsearch's rules (measured on 8.19 and 9.5; proven against them by a generator):
 *
 * - a wildcard matches names of indices, aliases and data streams that are not hidden, and stands at once for the indices behind them;
 * - an exact name stands for itself, hidden or not, and is resolved to its indices at the end;
 * - `-x` removes what came before it by *name* alone: indices of an excluded alias stay if they were matched otherwise.
 *
 * Elasticsearch resolves the expression itself when it takes the snapshot; this twin tells us *before* whether an index would be in two parts, and
 * *after* whether a part holds exactly what was requested.
 */
export interface CatalogIndex {
  readonly name: string
  readonly hidden: boolean
}

/** A name that stands for indices: an alias or a data stream. The indices can have any name, even outside the prefix. */
export interface CatalogAlias {
  readonly name: string
  readonly indices: ReadonlyArray<string>
  /** Absent: not hidden. */
  readonly hidden?: boolean
}

/** The indices, aliases and data streams that exist under one index prefix. */
export interface Catalog {
  readonly indices: ReadonlyArray<CatalogIndex>
  readonly aliases: ReadonlyArray<CatalogAlias>
}

/** A catalog in which nothing exists. */
export const empty: Catalog = { indices: [], aliases: [] }

const isWildcard = (pattern: string): boolean => pattern.includes("*")

/** Whether a name matches a pattern, in which `*` stands for any text, including none. */
export const matcher = (pattern: string): ((name: string) => boolean) => {
  const source = pattern.split("*").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  const expression = new RegExp(`^${source.join(".*")}$`, "s")
  return (name) => expression.test(name)
}

/** The indices that a wildcard stands for. One that begins with a dot also matches hidden names that do. */
const matching = (pattern: string, catalog: Catalog): ReadonlyArray<string> => {
  const matches = matcher(pattern)
  const isMatch = ({ name, hidden = false }: { readonly name: string; readonly hidden?: boolean }) =>
    (!hidden || (pattern.startsWith(".") && name.startsWith("."))) && matches(name)
  return [
    ...catalog.indices.filter(isMatch).map((x) => x.name),
    ...catalog.aliases.filter(isMatch).flatMap((x) => x.indices)
  ]
}

/** The concrete indices an expression selects. A name that does not exist selects nothing here (Elasticsearch refuses it). */
export const resolve = (expression: ReadonlyArray<string>, catalog: Catalog): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const item of expression) {
    const isExclusion = item.startsWith("-")
    const pattern = isExclusion ? item.slice(1) : item
    const found = isWildcard(pattern) ? matching(pattern, catalog) : [pattern]
    for (const name of found)
      if (isExclusion) names.delete(name)
      else names.add(name)
  }
  const known = new Set(catalog.indices.map((x) => x.name))
  const selected = new Set<string>()
  const aliases = new Map(catalog.aliases.map((x) => [x.name, x.indices]))
  const behind = new Set(catalog.aliases.flatMap((x) => x.indices))
  for (const name of names)
    if (known.has(name) || behind.has(name)) selected.add(name)
    else for (const index of aliases.get(name) ?? []) selected.add(index)
  return selected
}

/** The same catalog as if nothing in it were hidden. */
export const shown = ({ indices, aliases }: Catalog): Catalog => ({
  indices: indices.map((x) => ({ ...x, hidden: false })),
  aliases: aliases.map((x) => ({ ...x, hidden: false }))
})

/** True when the name is an index or an alias of the catalog. */
export const exists = (name: string, catalog: Catalog): boolean =>
  catalog.indices.some((x) => x.name === name) || catalog.aliases.some((x) => x.name === name)

/** Every index that the catalog contains, by its own name or behind an alias or data stream. */
export const everything = ({ indices, aliases }: Catalog): ReadonlySet<string> =>
  new Set([...indices.map((x) => x.name), ...aliases.flatMap((x) => x.indices)])
