import { uuid } from "../uuid.ts"
import type { Snapshot } from "./Snapshot.ts"

/** What is stored at one location: finished snapshots, and an identity that the first write gives. */
export class SnapshotStore {
  readonly snapshots = new Map<string, Snapshot>()
  uuid: string | undefined

  add(snapshot: Snapshot): void {
    this.uuid ??= uuid()
    this.snapshots.set(snapshot.name, snapshot)
  }
}
