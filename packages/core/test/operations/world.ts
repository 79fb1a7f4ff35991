/** The operations over memory adapters, with Elasticsearch's accidents at hand. */
import { Effect, Fiber, type Layer } from "effect"
import { TestClock } from "effect/testing"
import {
  BackupApi,
  type Component,
  layerMemory,
  ListPattern,
  MemoryDocuments,
  MemoryElasticsearch,
  type Services,
  Settings
} from "../../src/index.ts"
import { catalog, id, version } from "../domain/builders.ts"

export { version }

export const settings = (x: Partial<Settings.Input> = {}): Settings.Values =>
  Settings.make({ camundaVersion: version("8.7.2"), repository: "r", retryBudget: "1 minute", ...x })

export const world = (): MemoryElasticsearch.State => {
  const operate = catalog("operate")
  const tasklist = catalog("tasklist")
  return MemoryElasticsearch.make("r", {
    indices: [...operate.indices, ...tasklist.indices],
    aliases: [...operate.aliases, ...tasklist.aliases]
  })
}

export const over = (
  state: MemoryElasticsearch.State,
  x: Partial<Settings.Input> = {},
  documents = MemoryDocuments.make()
): Layer.Layer<Services> => layerMemory(state, settings(x), documents)

export const create = (backupId = 5n, component: Component.Component = "operate") =>
  BackupApi.use((api) => api.create(component, id(backupId)))

export const get = (backupId = 5n, component: Component.Component = "operate") =>
  BackupApi.use((api) => api.get(component, id(backupId)))

export const list = (verbose = true, component: Component.Component = "operate") =>
  BackupApi.use((api) => api.list(component, { pattern: ListPattern.everything, verbose }))

export const remove = (backupId = 5n, component: Component.Component = "operate") =>
  BackupApi.use((api) => api.delete(component, id(backupId)))

export const cancel = (backupId = 5n, component: Component.Component = "operate") =>
  BackupApi.use((api) => api.cancel(component, id(backupId)))

export const resume = (backupId = 5n, component: Component.Component = "operate") =>
  BackupApi.use((api) => api.resume(component, id(backupId)))

export const attempts = (backupId = 5n, component: Component.Component = "operate") =>
  BackupApi.use((api) => api.attempts(component, id(backupId)))

/** What waits for something to happen in the background, with the time that takes. */
export const during = <A, E, R>(seconds: number, effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect, { startImmediately: true })
    yield* later(seconds)
    return yield* Fiber.join(fiber)
  })

/** Lets everything happen that waits for time to pass; in steps, as time does. */
export const later = (seconds: number) =>
  Effect.forEach(Array.from({ length: seconds * 2 }), () => TestClock.adjust("500 millis"), { discard: true })

/** Puts a snapshot there as another writer would. */
export const put = (
  state: MemoryElasticsearch.State,
  name: string,
  x: Partial<MemoryElasticsearch.StoredSnapshot> = {}
): void => {
  state.repositories.get("r")?.snapshots.set(name, {
    name,
    uuid: `uuid-${name}`,
    state: "SUCCESS",
    startTime: 0,
    indices: [],
    attempt: null,
    damaged: false,
    ...x
  })
}

export const names = (state: MemoryElasticsearch.State): ReadonlyArray<string> =>
  [...(state.repositories.get("r")?.snapshots.keys() ?? [])].toSorted()
