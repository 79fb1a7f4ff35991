import { type Emulator, startEmulator } from "@camunda-backup/testkit/emulator"
import { describeInstallation } from "@camunda-backup/testkit/installation"
import type { Backend } from "./Backend.ts"

export interface EmulatorBackend extends Backend {
  readonly emulator: Emulator
}

/** Puts a small Camunda 8.7 into it. */
export const seed = (emulator: Emulator): void => {
  const { indices } = describeInstallation({ documentsPerIndex: 2 })
  for (const { name, aliases, documents, mappings, settings } of indices)
    emulator.indices.create(name, { aliases, documents: [...documents], mappings, settings })
}

/** The emulator with a small Camunda 8.7 in it. */
export const emulatorBackend = async (): Promise<EmulatorBackend> => {
  const emulator = await startEmulator()
  seed(emulator)
  let repositories = 0
  return {
    name: "emulator",
    url: emulator.url,
    emulator,
    newRepository: (settings = {}) => {
      const name = `r${++repositories}`
      emulator.repositories.put(name, { ...settings })
      return Promise.resolve(name)
    },
    changeRepository: (name, settings) => {
      emulator.repositories.put(name, { ...settings })
      return Promise.resolve()
    },
    damage: (_repository, snapshot) => {
      emulator.snapshots.damage(snapshot)
      return Promise.resolve()
    },
    down: emulator.stop,
    up: emulator.start,
    close: emulator.close
  }
}
