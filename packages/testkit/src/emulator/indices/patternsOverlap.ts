/** Whether some name fits both patterns. */
export const patternsOverlap = (a: string, b: string): boolean => {
  if (a === "" && b === "") return true
  if (a.startsWith("*")) return patternsOverlap(a.slice(1), b) || (b !== "" && patternsOverlap(a, b.slice(1)))
  if (b.startsWith("*")) return patternsOverlap(b, a)
  return a !== "" && a.charAt(0) === b.charAt(0) && patternsOverlap(a.slice(1), b.slice(1))
}
