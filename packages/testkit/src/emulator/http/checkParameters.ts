import { illegalArgument } from "../ElasticsearchError.ts"

const always = ["pretty", "human", "error_trace", "filter_path", "format"]

/** Throws for query parameters that the call does not have, with the names that were probably meant. */
export const checkParameters = (path: string, given: Iterable<string>, allowed: readonly string[]): void => {
  const known = [...allowed, ...always]
  const unknown = [...given].filter((name) => !known.includes(name)).toSorted()
  if (unknown.length === 0) return
  const described = unknown.map((name) => `[${name}]${suggestion(name, known)}`).join(", ")
  throw illegalArgument(
    `request [${path}] contains unrecognized parameter${unknown.length > 1 ? "s" : ""}: ${described}`
  )
}

/** What was probably meant, as a server tells it; empty where nothing is near. */
export const suggestion = (name: string, known: readonly string[]): string => {
  const near = known
    .map((candidate) => ({ candidate, likeness: likeness(name, candidate) }))
    .filter(({ likeness }) => likeness > 0.5)
    .toSorted((a, b) => b.likeness - a.likeness || (a.candidate < b.candidate ? -1 : 1))
    .map(({ candidate }) => candidate)
  if (near.length === 0) return ""
  return near.length === 1
    ? ` -> did you mean [${near[0]}]?`
    : ` -> did you mean any of [${near.join(", ")}]?`
}

/** 1 for equal texts, 0 for texts with nothing in common: Levenshtein's distance over the longer length. */
export const likeness = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replace = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(replace, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return 1 - (previous[b.length] ?? 0) / Math.max(a.length, b.length, 1)
}
