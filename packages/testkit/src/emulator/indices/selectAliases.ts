import { isWildcard, wildcard } from "./wildcard.ts"

export interface AliasSelection {
  /** Without the exclusions. */
  readonly wanted: readonly string[]
  readonly matches: (alias: string) => boolean
}

/** Reads `a,b*,-c,_all`: nothing means all, an exclusion counts only after a wildcard. */
export const selectAliases = (names: readonly string[]): AliasSelection => {
  const wanted: string[] = []
  const rules: { readonly pattern: RegExp; readonly include: boolean }[] = []
  let wildcardSeen = false
  for (const name of names) {
    const include = !(wildcardSeen && name.startsWith("-"))
    if (include) wanted.push(name)
    const expression = include ? (name === "_all" ? "*" : name) : name.slice(1)
    wildcardSeen ||= isWildcard(expression)
    rules.push({ pattern: wildcard(expression), include })
  }
  if (rules.length === 0) return { wanted, matches: () => true }
  return {
    wanted,
    matches: (alias) => rules.findLast(({ pattern }) => pattern.test(alias))?.include ?? false
  }
}
