import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import type { Index } from "./Index.ts"
import { isHidden } from "./Index.ts"
import { indexNotFound, invalidIndexName } from "./indexErrors.ts"
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

/** What is added where a missing name looks like an exclusion. */
export const missingHint = (reading: ResolveOptions["leadingExclusion"], name: string): string =>
  reading === "name" && name.startsWith("-") ? exclusionHint : ""

export const parseExpand = (values: readonly string[]): Expand | undefined => {
  const expand = { open: false, closed: false, hidden: false }
  for (const value of values)
    if (value === "all") Object.assign(expand, { open: true, closed: true, hidden: true })
    else if (value === "none" || value === "")
      Object.assign(expand, { open: false, closed: false, hidden: false })
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
  const { open, closed } = options.expand
  const unnamed = expressions.length === 0 || (expressions.length === 1 && expressions[0] === "_all")
  if (unnamed && !open && !closed && options.allowNoIndices) return []
  const named = selectNames(indices, everything ? ["*"] : expressions, options)
  const found = new Map<string, Index>()
  for (const name of named) {
    const index = indices.get(name)
    const targets = index === undefined ? (options.aliases ? indicesOfAlias(indices, name) : []) : [index]
    if (targets.length === 0 && !options.aliases && indicesOfAlias(indices, name).length > 0)
      throw illegalArgument(
        `The provided expression [${name}] matches an alias, specify the corresponding concrete indices instead.`
      )
    if (targets.length === 0 && !options.ignoreUnavailable)
      throw indexNotFound(name, name.startsWith("-") ? exclusionHint : "")
    for (const target of targets) found.set(target.name, target)
  }
  if (found.size === 0 && !options.allowNoIndices) throw noneFound(expressions)
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

const noneFound = (expressions: readonly string[]): ElasticsearchError =>
  expressions.length === 1
    ? indexNotFound(expressions[0] ?? "")
    : new ElasticsearchError(404, "index_not_found_exception", "no such index [null]", {
        extra: { "resource.type": "index_expression", "resource.id": expressions }
      })

export const indicesOfAlias = (indices: ReadonlyMap<string, Index>, alias: string): readonly Index[] =>
  [...indices.values()].filter((index) => index.aliases.has(alias))

const emptyName = ({ leadingExclusion }: ResolveOptions) =>
  leadingExclusion === "name" ? indexNotFound("") : invalidIndexName("", "expression cannot be empty")

const selectNames = (
  indices: ReadonlyMap<string, Index>,
  expressions: readonly string[],
  options: ResolveOptions
): ReadonlySet<string> => {
  const names = new Set<string>()
  let wildcardSeen = options.leadingExclusion === "exclusion"
  for (const written of expressions) {
    if (written === "") throw emptyName(options)
    if (written.startsWith("_") && written !== "_all")
      throw invalidIndexName(written, "must not start with '_'.")
    const exclusion = wildcardSeen && written.startsWith("-")
    const expression = exclusion ? written.slice(1) : written === "_all" ? "*" : written
    if (isWildcard(expression)) {
      wildcardSeen = true
      const { open, closed } = options.expand
      if (!open && !closed && !options.ignoreUnavailable) throw indexNotFound(written)
      const found = matching(indices, expression, options)
      const mustMatch = !exclusion && expression !== "*" && !options.allowNoIndices
      if (found.length === 0 && mustMatch) throw indexNotFound(written)
      for (const name of found)
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
  const shown = (hidden: boolean, name: string): boolean =>
    pattern.test(name) && (expand.hidden || !hidden || (dotted && name.startsWith(".")))
  return [...indices.values()]
    .filter((index) => (index.open ? expand.open : expand.closed))
    .filter(
      (index) =>
        shown(isHidden(index), index.name) ||
        (aliases &&
          index.aliases.entries().some(([alias, options]) => shown(options["is_hidden"] === true, alias)))
    )
    .map((index) => index.name)
}
