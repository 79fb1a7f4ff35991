import { type CamundaVersion, layerMemory, MemoryElasticsearch, Settings } from "@camunda-backup/core"
import { ManagedRuntime } from "effect"
import type { DamageableWorld, SlowableWorld } from "./StoreWorld.ts"

/** The memory adapters. */
export const memoryWorld = (): Promise<DamageableWorld & SlowableWorld> => {
  const state = MemoryElasticsearch.make("r", { indices: [], aliases: [] })
  const settings = Settings.make({
    camundaVersion: "8.7.2" as CamundaVersion.CamundaVersion,
    repository: "r"
  })
  const runtime = ManagedRuntime.make(layerMemory(state, settings))
  let count = 0
  let time = 0
  return Promise.resolve({
    runtime,
    newRepository: ({ readOnly } = { readOnly: false }) => {
      const name = `r${++count}`
      state.repositories.set(name, { readOnly, snapshots: new Map() })
      return Promise.resolve(name)
    },
    putSnapshot: (repository, name) => {
      const stored = { name, uuid: `u-${name}`, state: "SUCCESS" as const, startTime: ++time, indices: [] }
      state.repositories.get(repository)?.snapshots.set(name, { ...stored, attempt: null, damaged: false })
      return Promise.resolve()
    },
    putIndex: (name, aliases = []) => {
      const kept = state.catalog.aliases.filter((x) => !aliases.includes(x.name))
      const added = aliases.map((alias) => ({
        name: alias,
        indices: [...(state.catalog.aliases.find((x) => x.name === alias)?.indices ?? []), name]
      }))
      const indices = [...state.catalog.indices.filter((x) => x.name !== name), { name, hidden: false }]
      state.catalog = { indices, aliases: [...kept, ...added] }
      return Promise.resolve()
    },
    fill: (index, documents) => {
      const filled = MemoryElasticsearch.heldIndex(state, index)
      const bytes = documents * 100
      state.held.set(index, { ...filled, documents, bytes, sequence: documents - 1 })
      return Promise.resolve()
    },
    closeIndex: (index) => {
      state.held.set(index, { ...MemoryElasticsearch.heldIndex(state, index), open: false })
      return Promise.resolve()
    },
    slowRestores: () => {
      state.restores.push({ takesMillis: 60_000 })
      return Promise.resolve()
    },
    damage: (repository, index) => {
      const { snapshots } = state.repositories.get(repository) ?? { snapshots: new Map() }
      for (const [name, x] of snapshots) snapshots.set(name, { ...x, damagedIndices: [index] })
      return Promise.resolve()
    },
    close: () => runtime.dispose()
  })
}
