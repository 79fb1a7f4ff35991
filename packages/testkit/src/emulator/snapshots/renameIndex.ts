import { ElasticsearchError } from "../ElasticsearchError.ts"

export interface Rename {
  readonly pattern: RegExp
  readonly groups: number
  readonly replacement: string
}

/** Both texts or no renaming. The pattern is Java's; what JavaScript reads alike is understood. */
export const parseRename = (
  pattern: string | undefined,
  replacement: string | undefined
): Rename | undefined => {
  if (pattern === undefined || replacement === undefined) return undefined
  const compiled = compile(pattern)
  const groups = (new RegExp(`${pattern}|`).exec("")?.length ?? 1) - 1
  return { pattern: compiled, groups, replacement }
}

export const renameIndex = (name: string, rename: Rename | undefined): string =>
  rename === undefined
    ? name
    : name.replaceAll(rename.pattern, (...match) => expand(rename, match.map(String)))

/** Java's replacement text: `$1` is a group, a backslash takes the next character as it is. */
const expand = ({ replacement, groups }: Rename, match: readonly string[]): string =>
  replacement.replaceAll(/\\(.)|\$(\d)/g, (_, literal: string | undefined, group: string | undefined) => {
    if (literal !== undefined) return literal
    if (Number(group) > groups)
      throw new ElasticsearchError(500, "index_out_of_bounds_exception", `No group ${group}`)
    return match[Number(group)] ?? ""
  })

const compile = (pattern: string): RegExp => {
  try {
    return new RegExp(pattern, "g")
  } catch (error) {
    const unclosed = error instanceof Error && error.message.includes("Unterminated group")
    const fault = unclosed ? "Unclosed group" : "Illegal pattern"
    throw new ElasticsearchError(
      400,
      "pattern_syntax_exception",
      `${fault} near index ${pattern.length}\n${pattern}`
    )
  }
}
