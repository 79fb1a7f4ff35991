import type { SnapshotStore } from "../snapshots/SnapshotStore.ts"
import type { Repository } from "./Repository.ts"

/** The repositories that are registered, and what lies where they point to. */
export interface RepositoryState {
  readonly repositories: Map<string, Repository>
  /** What lies at a location; two repositories may name the same one. */
  readonly storeAt: (location: string) => SnapshotStore
}
