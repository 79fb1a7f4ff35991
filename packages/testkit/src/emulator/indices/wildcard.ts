const cache = new Map<string, RegExp>()

/** `*` matches any run of characters; everything else is itself. */
export const wildcard = (pattern: string): RegExp => {
  const known = cache.get(pattern)
  if (known !== undefined) return known
  const made = new RegExp(
    `^${pattern
      .split("*")
      .map((part) => RegExp.escape(part))
      .join("[^]*")}$`
  )
  if (cache.size > 1000) cache.clear()
  cache.set(pattern, made)
  return made
}

export const isWildcard = (expression: string): boolean => expression.includes("*")
