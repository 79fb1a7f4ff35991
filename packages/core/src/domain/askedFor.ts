/**
 * What the parts of a plan request from Elasticsearch, given what exists at a moment: one rule for everything hidden, decided before anything is taken.
 *
 * Hidden or not makes no difference to whether an index belongs to a backup. A wildcard skips what is hidden, so an index that the
 * wildcard of a dated part would select if it were not hidden is also requested by its exact name, unless a part already holds it.
 */
import * as IndexExpression from "./IndexExpression.ts"

/** The index expression of a create: names, patterns and exclusions, in Elasticsearch's syntax. Not empty. */
export type Expression = readonly [string, ...ReadonlyArray<string>]

/** A part, and what it requests. */
export interface Asking {
  readonly expression: Expression
  readonly dated: boolean
}

/** What a part requests, and the indices that this selects at the moment. */
export interface AskedFor {
  readonly expression: Expression
  readonly indices: ReadonlyArray<string>
}

const isPattern = (item: string): boolean => item.includes("*") || item.startsWith("-")

/** Camunda's own expression of a dated part, without the exact names that were added to it at another moment. */
const patternsOf = ({ expression, dated }: Asking): Expression => {
  if (!dated) return expression
  const [first = expression[0], ...others] = expression.filter(isPattern)
  return [first, ...others]
}

/** True when the index has a dated name of the part: the wildcard reaches it by its own name. */
const isNamedBy = (patterns: Expression, index: string): boolean =>
  !patterns.includes(`-${index}`) &&
  patterns.some((x) => !x.startsWith("-") && x.endsWith("*") && index.startsWith(x.slice(0, -1)))

/** Whether the part requests every index of this name, whether it exists at the moment or not. */
export const isAskedByName = (part: Asking, index: string): boolean =>
  part.dated ? isNamedBy(patternsOf(part), index) : part.expression.includes(index)

/** The expressions of all parts and the indices they select, in order. */
export const askedFor = (
  parts: ReadonlyArray<Asking>,
  catalog: IndexExpression.Catalog
): ReadonlyArray<AskedFor> => {
  const shown = IndexExpression.shown(catalog)
  const plain = parts.map((part) => {
    const patterns = patternsOf(part)
    const selected = IndexExpression.resolve(patterns, catalog)
    const passedOver = part.dated
      ? [...IndexExpression.resolve(patterns, shown)].filter((x) => !selected.has(x)).toSorted()
      : []
    return { patterns, selected, passedOver }
  })
  const held = new Set(plain.flatMap((x) => [...x.selected]))
  const claim = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
    const free = names.filter((x) => !held.has(x))
    for (const name of free) held.add(name)
    return free
  }
  // An index goes where its own name puts it; only then where an alias does.
  const named = plain.map(({ passedOver, patterns }) =>
    claim(passedOver.filter((x) => isNamedBy(patterns, x)))
  )
  return plain.map(({ passedOver, patterns, selected }, i) => {
    const [first, ...others] = patterns
    const added = [...(named[i] ?? []), ...claim(passedOver)]
    return { expression: [first, ...others, ...added], indices: [...selected, ...added] }
  })
}
