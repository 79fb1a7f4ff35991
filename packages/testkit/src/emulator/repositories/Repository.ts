import type { Json, JsonObject } from "../json/Json.ts"
import type { SnapshotStore } from "../snapshots/SnapshotStore.ts"

export interface Repository {
  readonly name: string
  readonly type: string
  /** As sent, every value a text. */
  readonly settings: JsonObject
  readonly store: SnapshotStore
}

export const isReadOnly = (repository: Repository): boolean => repository.settings["readonly"] === "true"

/** Shown with its uuid only once something was written. */
export const repositoryJson = (repository: Repository): Json => ({
  type: repository.type,
  uuid: repository.store.uuid,
  settings: repository.settings
})
