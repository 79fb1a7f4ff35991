/** What the memory adapters know of an index beside its name, which is in the catalog. */
import { canonical, digest } from "../../domain/digest.ts"
import type { Content, HeldIndex, State } from "./MemoryElasticsearch.ts"

/** Of a snapshot that tells nothing of the index. */
export const nothing: Content = {
  documents: 0,
  bytes: 0,
  sequence: -1,
  mapping: digest({}),
  settings: { "index.number_of_shards": "1" },
  aliases: []
}

const aliasesOf = (state: State, name: string) =>
  state.catalog.aliases
    .filter((x) => x.indices.includes(name))
    .map((x) => ({ name: x.name, options: canonical({}) }))

/** An index of the catalog; one that nothing was said of is open and empty, and keeps its uuid from the first look on. */
export const heldIndex = (state: State, name: string): HeldIndex => {
  const known = state.held.get(name)
  if (known !== undefined) return known
  const made: HeldIndex = {
    ...nothing,
    aliases: aliasesOf(state, name),
    uuid: `index-${++state.indicesMade}`,
    open: true,
    mark: null,
    blocks: [],
    restored: null
  }
  state.held.set(name, made)
  return made
}

/** Puts an index there, or in the place of another one of its name. */
export const putIndex = (state: State, name: string, index: HeldIndex): void => {
  state.held.set(name, index)
  const kept = state.catalog.aliases.filter((x) => !index.aliases.some((alias) => alias.name === x.name))
  const led = index.aliases.map((alias) => {
    const known = state.catalog.aliases.find((x) => x.name === alias.name)
    return {
      ...known,
      name: alias.name,
      indices: [...(known?.indices.filter((x) => x !== name) ?? []), name]
    }
  })
  const hidden = state.catalog.indices.find((x) => x.name === name)?.hidden ?? false
  state.catalog = {
    indices: [...state.catalog.indices.filter((x) => x.name !== name), { name, hidden }],
    aliases: [...kept, ...led]
  }
}

/** Takes an index away; an alias that leads nowhere any longer goes with it. */
export const removeIndex = (state: State, name: string): void => {
  state.held.delete(name)
  state.catalog = {
    indices: state.catalog.indices.filter((x) => x.name !== name),
    aliases: state.catalog.aliases
      .map((x) => ({ ...x, indices: x.indices.filter((index) => index !== name) }))
      .filter((x) => x.indices.length > 0)
  }
}
