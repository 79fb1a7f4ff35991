import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import type { RepositoryState } from "./RepositoryState.ts"
import type { JsonObject } from "../json/Json.ts"
import { putRepository } from "./putRepository.ts"

/** What tests and the embedded demo do to repositories directly. */
export class RepositoryControl {
  private readonly cluster: ServerNode & RepositoryState & SnapshotWork

  constructor(cluster: ServerNode & RepositoryState & SnapshotWork) {
    this.cluster = cluster
  }

  /** Registers a file system repository, at a location of its own name unless the settings say otherwise. */
  put(name: string, settings: JsonObject = {}): void {
    putRepository(this.cluster, name, { type: "fs", settings: { location: name, ...settings } })
  }

  /** What is stored at the location stays. */
  delete(name: string): void {
    this.cluster.repositories.delete(name)
  }

  names(): readonly string[] {
    return [...this.cluster.repositories.keys()]
  }
}
