/** A comma-separated list as Java splits it: empty elements at the end are dropped, others are not. */
export const splitList = (text: string): readonly string[] => {
  const items = text.split(",")
  while (items.at(-1) === "") items.pop()
  return items
}
