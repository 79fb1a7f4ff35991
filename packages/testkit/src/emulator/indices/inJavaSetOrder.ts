/** Distinct texts in the order in which a small `HashSet` of Java gives them: some messages list names so. */
export const inJavaSetOrder = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts)].toSorted((a, b) => bucket(a) - bucket(b))

const bucket = (text: string): number => {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0
  return (hash ^ (hash >>> 16)) & 15
}
