/** A composable index template, as far as it decides whether an index can be made. */
export interface IndexTemplate {
  readonly name: string
  readonly patterns: ReadonlyArray<string>
  readonly priority: number
  /** Makes data streams only: an index of a name that it matches is refused. */
  readonly dataStream: boolean
}

const matches = (pattern: string, name: string): boolean => {
  const [first = "", ...rest] = pattern.split("*")
  const last = rest.pop()
  if (last === undefined) return pattern === name
  if (!name.startsWith(first)) return false
  let at = first.length
  for (const piece of rest) {
    const found = name.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return name.length - last.length >= at && name.endsWith(last)
}

/** The template that Elasticsearch applies to a new index of this name: of those that match, the one with the highest priority. */
export const applied = (name: string, templates: ReadonlyArray<IndexTemplate>): IndexTemplate | undefined =>
  templates
    .filter((x) => x.patterns.some((pattern) => matches(pattern, name)))
    .toSorted((a, b) => b.priority - a.priority)[0]
