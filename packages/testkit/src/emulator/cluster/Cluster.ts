import type { Clock } from "../../clock/Clock.ts"
import type { ComponentTemplate } from "../indices/ComponentTemplate.ts"
import type { Index } from "../indices/Index.ts"
import type { IndexTemplate } from "../indices/IndexTemplate.ts"
import { type Personality, traitsOf } from "../Personality.ts"
import type { IndexState } from "../indices/IndexState.ts"
import type { RepositoryState } from "../repositories/RepositoryState.ts"
import type { Security } from "../security/Security.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import type { Repository } from "../repositories/Repository.ts"
import type { Deletion } from "../snapshots/Deletion.ts"
import type { IndexImage } from "../snapshots/Snapshot.ts"
import { SnapshotStore } from "../snapshots/SnapshotStore.ts"
import type { RunningRestore } from "../snapshots/RunningRestore.ts"
import type { RunningSnapshot } from "../snapshots/RunningSnapshot.ts"
import { SnapshotDirectives } from "../snapshots/SnapshotDirectives.ts"
import { interruptRestores } from "../snapshots/interruptRestores.ts"
import { uuid } from "../uuid.ts"

export interface ClusterOptions {
  readonly personality: Personality
  readonly clock: Clock
  /** What times of day are taken from, where that is not the clock. */
  readonly now?: (() => number) | undefined
  readonly snapshotDuration: number
  readonly restoreDuration?: number
  readonly clusterName: string
  readonly security?: Security | undefined
}

/** Everything one emulated Elasticsearch knows; survives a restart of the server, except what runs. */
export class Cluster implements ServerNode, IndexState, RepositoryState, SnapshotWork {
  readonly traits: (typeof traitsOf)[Personality]
  readonly clusterName: string
  readonly nodeName = "n1"
  readonly nodeId = uuid()
  readonly uuid = uuid()
  /** Locations of repositories are below this directory; nothing is ever written there. */
  readonly pathRepo = "/emulator/repo"
  /** A test sets it to what it wants told. */
  disk = { totalBytes: 100 * 2 ** 30, availableBytes: 60 * 2 ** 30 }
  readonly snapshotDuration: number
  readonly restoreDuration: number
  /** Everything that takes time takes it from here. */
  readonly clock: Clock
  readonly now: () => number
  readonly indices = new Map<string, Index>()
  readonly templates = new Map<string, IndexTemplate>()
  readonly components = new Map<string, ComponentTemplate>()
  readonly repositories = new Map<string, Repository>()
  readonly running: RunningSnapshot[] = []
  readonly deletions: Deletion[] = []
  readonly restores: RunningRestore[] = []
  /** The newest image of each index, and where its segments end. */
  readonly lastImages = new WeakMap<Index, { readonly image: IndexImage; readonly ends: readonly number[] }>()
  readonly directives = new SnapshotDirectives()
  /** Undefined: everybody may do everything, as on a server without the module. */
  security: Security | undefined
  /** Every action that was let through; of indices with the expression that was asked for. */
  readonly granted = new Set<string>()
  readonly settings = { persistent: new Map<string, string>(), transient: new Map<string, string>() }
  private readonly stores = new Map<string, SnapshotStore>()

  constructor(options: ClusterOptions) {
    this.traits = traitsOf[options.personality]
    this.clusterName = options.clusterName
    this.security = options.security
    this.snapshotDuration = options.snapshotDuration
    this.restoreDuration = options.restoreDuration ?? 0
    this.clock = options.clock
    this.now = options.now ?? options.clock.now
  }

  /** The clock that times of snapshots are taken from: it moves in steps of 200 ms. */
  coarseNow(): number {
    return Math.floor(this.now() / 200) * 200
  }

  /** What lies at a location; two repositories may name the same one. */
  storeAt(location: string): SnapshotStore {
    const known = this.stores.get(location)
    if (known !== undefined) return known
    const store = new SnapshotStore()
    this.stores.set(location, store)
    return store
  }

  /** As kill -9 does: what is running leaves no trace, and nobody is answered. */
  crash(): void {
    for (const running of this.running.splice(0)) running.vanish()
    this.deletions.length = 0
    this.goDown()
  }

  /** Shards come up from their own files afterwards. */
  private goDown(): void {
    interruptRestores(this)
    for (const index of this.indices.values()) {
      index.reopened = true
      index.documents.nextTerm()
    }
  }

  /** As an orderly stop does: what runs comes to its end, by the clock. */
  async settle(): Promise<void> {
    await Promise.all(this.running.map((running) => running.ended))
    this.goDown()
  }
}
