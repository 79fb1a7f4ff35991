import { Component, layerMemory, MemoryElasticsearch } from "@camunda-backup/core"
import { describeInstallation } from "../installation/describeInstallation.ts"
import type { BackupApiWorld } from "./BackupApiWorld.ts"

const catalogOfInstallation = () => {
  const { indices } = describeInstallation({ documentsPerIndex: 0, datedDays: 1 })
  const aliases = new Map<string, Array<string>>()
  for (const { name, aliases: own } of indices)
    for (const alias of Object.keys(own)) aliases.set(alias, [...(aliases.get(alias) ?? []), name])
  return {
    indices: indices.map(({ name }) => ({ name, hidden: false })),
    aliases: [...aliases].map(([name, indices]) => ({ name, indices }))
  }
}

/** The operations over memory adapters. */
export const memoryBackupApiWorld = (): Promise<BackupApiWorld> => {
  const state = MemoryElasticsearch.make("r", catalogOfInstallation())
  const away = { ...MemoryElasticsearch.make("r", catalogOfInstallation()), reachable: false }
  const indexPrefixes = Component.record(Component.defaultIndexPrefix)
  let count = 0
  let time = 0
  const register = (name: string, readOnly: boolean) => {
    const snapshots = state.repositories.get(name)?.snapshots ?? new Map()
    state.repositories.set(name, { readOnly, snapshots })
  }
  const newRepository = () => {
    const name = `r${++count}`
    register(name, false)
    return Promise.resolve(name)
  }
  const changeIndices = (change: (names: ReadonlyArray<string>) => ReadonlyArray<string>) => {
    const names = change(state.catalog.indices.map((x) => x.name))
    state.catalog = { ...state.catalog, indices: names.map((name) => ({ name, hidden: false })) }
    return Promise.resolve()
  }
  return Promise.resolve({
    layer: (settings) => layerMemory(state, settings),
    layerWithoutElasticsearch: (settings) => layerMemory(away, settings),
    onlyWords: [],
    indexPrefixes,
    newRepository,
    makeReadOnly: (name) => Promise.resolve(register(name, true)),
    unregister: (name) => {
      state.repositories.delete(name)
      return Promise.resolve()
    },
    slow: async () => {
      state.endings.push({ state: "IN_PROGRESS" })
      return { repository: await newRepository(), indexPrefixes, release: () => {} }
    },
    putIndex: (name) => changeIndices((names) => [...names.filter((x) => x !== name), name]),
    removeIndex: (name) => changeIndices((names) => names.filter((x) => x !== name)),
    putSnapshot: (repository, name) => {
      const stored = { name, uuid: `u-${name}`, state: "SUCCESS" as const, startTime: ++time, indices: [] }
      state.repositories.get(repository)?.snapshots.set(name, { ...stored, attempt: null, damaged: false })
      return Promise.resolve()
    },
    snapshotNames: (repository) =>
      Promise.resolve([...(state.repositories.get(repository)?.snapshots.keys() ?? [])].toSorted()),
    close: () => Promise.resolve()
  })
}
