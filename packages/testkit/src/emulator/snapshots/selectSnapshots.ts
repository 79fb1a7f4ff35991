import { splitList } from "../http/splitList.ts"
import { isWildcard, wildcard } from "../indices/wildcard.ts"

/** What a GET asks for, before it is known what exists. */
export interface SnapshotSelection {
  readonly expression: string
  /** Names that must exist, each once, in the order asked for. */
  readonly exact: readonly string[]
  /** True when names can be looked up one by one: no pattern, no `_current`. */
  readonly exactOnly: boolean
  readonly matches: (name: string, running: boolean) => boolean
}

/** Reads `a,b*,-c,_all,_current`. An exclusion counts only after a wildcard; before it `-c` is a name. */
export const selectSnapshots = (expression: string): SnapshotSelection => {
  const names = splitList(expression)
  const everything = names.length === 0 || (names.length === 1 && names[0] === "_all")
  const exact = new Set<string>()
  const included: RegExp[] = []
  const excluded: RegExp[] = []
  let current = false
  let wildcardSeen = false
  for (const name of everything ? ["*"] : names)
    if (wildcardSeen && name.startsWith("-")) excluded.push(wildcard(name.slice(1)))
    else if (isWildcard(name)) {
      wildcardSeen = true
      included.push(wildcard(name))
    } else if (name === "_current") current = true
    else exact.add(name)
  return {
    expression,
    exact: [...exact],
    exactOnly: included.length === 0 && !current,
    matches: (name, running) =>
      (exact.has(name) || (current && running) || included.some((pattern) => pattern.test(name))) &&
      !excluded.some((pattern) => pattern.test(name))
  }
}
