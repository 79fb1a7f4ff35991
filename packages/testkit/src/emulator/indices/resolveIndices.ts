import type { Index } from "./Index.ts"
import { isHidden } from "./Index.ts"
import { indexNotFound } from "./indexErrors.ts"
import { isWildcard, wildcard } from "./wildcard.ts"

/** Which indices a wildcard may match. Names are matched whatever their state. */
export interface Expand {
  readonly open: boolean
  readonly closed: boolean
  readonly hidden: boolean
}

export interface ResolveOptions {
  readonly expand: Expand
  readonly ignoreUnavailable: boolean
  /** `false`: a wildcard that matches nothing is an error. */
  readonly allowNoIndices: boolean
  /** How a `-name` before any wildcard is read; differs between releases. */
  readonly leadingExclusion: "name" | "exclusion"
  readonly aliases: boolean
}

const exclusionHint =
  " and if you intended to exclude this index, ensure that you use wildcards that include it before explicitly excluding it"

export const parseExpand = (values: readonly string[]): Expand | undefined => {
  const expand = { open: false, closed: false, hidden: false }
  for (const value of values)
    if (value === "all") Object.assign(expand, { open: true, closed: true, hidden: true })
    else if (value === "none") Object.assign(expand, { open: false, closed: false, hidden: false })
    else if (value === "open" || value === "closed" || value === "hidden") expand[value] = true
    else return undefined
  return expand
}

/**
 * The concrete indices that a list of expressions means, sorted by name; throws `index_not_found_exception`.
 *
 * A wildcard matches names of indices and of aliases and stands for concrete indices at once; an exclusion after it takes concrete names away.
 * So an exclusion does not reach an index that is asked for through the exact name of an alias.
 */
export const resolveIndices = (
  indices: ReadonlyMap<string, Index>,
  expressions: readonly string[],
  options: ResolveOptions
): readonly Index[] => {
  const everything =
    expressions.length === 0 || (expressions.length === 1 && ["_all", "*"].includes(expressions[0] ?? ""))
  const named = selectNames(indices, everything ? ["*"] : expressions, options)
  const found = new Map<string, Index>()
  for (const name of named) {
    const index = indices.get(name)
    const targets = index === undefined ? (options.aliases ? indicesOfAlias(indices, name) : []) : [index]
    if (targets.length === 0 && !options.ignoreUnavailable)
      throw indexNotFound(name, name.startsWith("-") ? exclusionHint : "")
    for (const target of targets) found.set(target.name, target)
  }
  if (found.size === 0 && !options.allowNoIndices) throw indexNotFound(expressions.join(","))
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

export const indicesOfAlias = (indices: ReadonlyMap<string, Index>, alias: string): readonly Index[] =>
  [...indices.values()].filter((index) => index.aliases.has(alias))

const selectNames = (
  indices: ReadonlyMap<string, Index>,
  expressions: readonly string[],
  options: ResolveOptions
): ReadonlySet<string> => {
  const names = new Set<string>()
  let wildcardSeen = options.leadingExclusion === "exclusion"
  for (const written of expressions) {
    const exclusion = wildcardSeen && written.startsWith("-")
    const expression = exclusion ? written.slice(1) : written === "_all" ? "*" : written
    if (isWildcard(expression)) {
      wildcardSeen = true
      const { open, closed, hidden } = options.expand
      if (!open && !closed && !hidden) throw indexNotFound(written)
      for (const name of matching(indices, expression, options))
        if (exclusion) names.delete(name)
        else names.add(name)
    } else if (exclusion) names.delete(expression)
    else names.add(expression)
  }
  return names
}

const matching = (
  indices: ReadonlyMap<string, Index>,
  expression: string,
  { expand, aliases }: ResolveOptions
): readonly string[] => {
  const pattern = wildcard(expression)
  const dotted = expression.startsWith(".")
  return [...indices.values()]
    .filter((index) => (index.open ? expand.open : expand.closed))
    .filter((index) => expand.hidden || !isHidden(index) || (dotted && index.name.startsWith(".")))
    .filter(
      (index) =>
        pattern.test(index.name) || (aliases && index.aliases.keys().some((alias) => pattern.test(alias)))
    )
    .map((index) => index.name)
}
