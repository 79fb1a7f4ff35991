import type { Index } from "../indices/Index.ts"
import type { Deletion } from "./Deletion.ts"
import type { RunningRestore } from "./RunningRestore.ts"
import type { RunningSnapshot } from "./RunningSnapshot.ts"
import type { IndexImage } from "./Snapshot.ts"
import type { SnapshotDirectives } from "./SnapshotDirectives.ts"

/** What is at work on snapshots, how long it is to take, and what a test wants to become of it. */
export interface SnapshotWork {
  readonly snapshotDuration: number
  readonly restoreDuration: number
  readonly running: RunningSnapshot[]
  readonly deletions: Deletion[]
  readonly restores: RunningRestore[]
  /** The newest image of each index, and where its segments end. */
  readonly lastImages: WeakMap<Index, { readonly image: IndexImage; readonly ends: readonly number[] }>
  readonly directives: SnapshotDirectives
}
