import type { TwinCase } from "./TwinCase.ts"

const less = (found: TwinCase): ReadonlyArray<TwinCase> => [
  ...found.indices.map(({ name }) => ({
    ...found,
    indices: found.indices.filter((x) => x.name !== name),
    aliases: found.aliases
      .map((x) => ({ ...x, indices: x.indices.filter((y) => y !== name) }))
      .filter((x) => x.indices.length > 0)
  })),
  ...found.streams.map((name) => ({
    ...found,
    streams: found.streams.filter((x) => x !== name),
    aliases: found.aliases.filter((x) => !x.indices.includes(name))
  })),
  ...found.aliases.map(({ name }) => ({ ...found, aliases: found.aliases.filter((x) => x.name !== name) })),
  ...found.indices
    .filter((x) => x.hidden || x.closed)
    .map(({ name }) => ({
      ...found,
      indices: found.indices.map((x) => (x.name === name ? { name, hidden: false, closed: false } : x))
    }))
]

/** A case from which nothing can be left out without the difference going away. */
export const shrinkTwinCase = async (
  found: TwinCase,
  differs: (smaller: TwinCase) => Promise<boolean>
): Promise<TwinCase> => {
  for (const smaller of less(found)) if (await differs(smaller)) return shrinkTwinCase(smaller, differs)
  return found
}
