import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { RepositoryState } from "../repositories/RepositoryState.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import { requireRepository } from "../repositories/resolveRepositories.ts"
import { uuid } from "../uuid.ts"
import { indexImage } from "./indexImage.ts"
import type { ShardDamage } from "./ShardDamage.ts"
import type { Snapshot } from "./Snapshot.ts"
import type { Hold, Outcome } from "./SnapshotDirectives.ts"

/** A finished snapshot to put in without HTTP. */
export interface SeededSnapshot {
  /** Names of indices that exist; none unless given. */
  readonly indices?: readonly string[]
  /** JSON text of an object, written back as it is. */
  readonly metadata?: string
  readonly state?: "SUCCESS" | "PARTIAL" | "FAILED"
  /** Shards that are not in it, of indices that are; none unless given. */
  readonly failures?: ReadonlyArray<{
    readonly index: string
    readonly shard: number
    readonly reason: string
  }>
  readonly startTime?: number
  readonly endTime?: number
  readonly includeGlobalState?: boolean
}

/** What tests do to snapshots. A name may be a pattern with `*`, or a regular expression. */
export class SnapshotControl {
  private readonly cluster: IndexState & ServerNode & RepositoryState & SnapshotWork

  constructor(cluster: IndexState & ServerNode & RepositoryState & SnapshotWork) {
    this.cluster = cluster
  }

  /** Snapshots created from now on stay IN_PROGRESS until they are released, deleted, or the server stops. */
  hold(name: string | RegExp): Hold {
    return this.cluster.directives.hold(name)
  }

  /** Restores from snapshots of this name that begin from now on bring nothing back until they are released. */
  holdRestore(name: string | RegExp): Hold {
    return this.cluster.directives.holdRestore(name)
  }

  /** Decides how snapshots created from now on end; `times` of them, or all until `clear()`. */
  outcome(name: string | RegExp, outcome: Outcome, times = Infinity): { readonly clear: () => void } {
    return { clear: this.cluster.directives.outcome(name, outcome, times) }
  }

  /** Shards of this index cannot be read: snapshots of them end PARTIAL, without `partial` too. Every shard unless one is given. */
  corrupt(index: string, shard?: number): { readonly repair: () => void } {
    return { repair: this.cluster.directives.corrupt(index, shard) }
  }

  /** Loses the snapshot's own file, in every repository that has one of this name. False when none has. */
  damage(name: string): boolean {
    const stores = new Set([...this.cluster.repositories.values()].map((repository) => repository.store))
    const holding = [...stores].filter((store) => store.snapshots.has(name))
    for (const store of holding) store.damage(name)
    return holding.length > 0
  }

  /**
   * Damages a shard of a snapshot: every list says what it said, and a restore of it fails. False when no repository has the snapshot with
   * this shard, or the shard has no documents.
   */
  damageShard(name: string, index: string, shard: number, damage: ShardDamage = "changed"): boolean {
    const stores = new Set([...this.cluster.repositories.values()].map((repository) => repository.store))
    return [...stores].filter((store) => store.damageShard(name, index, shard, damage)).length > 0
  }

  /** Puts a finished snapshot into a repository; throws when the repository does not exist. */
  add(repository: string, name: string, seeded: SeededSnapshot = {}): void {
    const startTime = seeded.startTime ?? this.cluster.coarseNow()
    const images = (seeded.indices ?? []).flatMap((index) => {
      const found = this.cluster.indices.get(index)
      return found === undefined ? [] : [[index, indexImage(found)] as const]
    })
    const snapshot: Snapshot = {
      name,
      uuid: uuid(),
      state: seeded.state ?? "SUCCESS",
      reason: undefined,
      indices: new Map(images),
      metadata: seeded.metadata,
      includeGlobalState: seeded.includeGlobalState ?? true,
      templates: [],
      startTime,
      endTime: seeded.endTime ?? startTime,
      failures: (seeded.failures ?? []).flatMap((failure) => {
        const index = this.cluster.indices.get(failure.index)
        return index === undefined ? [] : [{ ...failure, indexUuid: index.uuid }]
      }),
      shardsDone: images.reduce((sum, [, image]) => sum + image.shards, 0),
      damaged: false
    }
    requireRepository(this.cluster, repository).store.add(snapshot)
  }

  get(repository: string, name: string): Snapshot | undefined {
    return this.cluster.repositories.get(repository)?.store.snapshots.get(name)
  }

  /** Names of finished snapshots, in the order they finished. */
  names(repository: string): readonly string[] {
    return [...(this.cluster.repositories.get(repository)?.store.snapshots.keys() ?? [])]
  }

  /** Names of snapshots that are running. */
  running(): readonly string[] {
    return this.cluster.running.map((one) => one.name)
  }
}
