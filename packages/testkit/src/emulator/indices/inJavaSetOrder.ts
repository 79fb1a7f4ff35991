/** Distinct texts in the order in which a `HashSet` of Java gives them: some messages list names so, or tell of the first. */
export const inJavaSetOrder = (texts: readonly string[]): readonly string[] => {
  const distinct = [...new Set(texts)]
  let buckets = 16
  while (distinct.length > buckets * 0.75) buckets *= 2
  return distinct.toSorted((a, b) => (spreadHash(a) & (buckets - 1)) - (spreadHash(b) & (buckets - 1)))
}

const spreadHash = (text: string): number => {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0
  return hash ^ (hash >>> 16)
}
