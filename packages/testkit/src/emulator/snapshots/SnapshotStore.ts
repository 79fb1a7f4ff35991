import { uuid } from "../uuid.ts"
import { shardFileIds } from "./imageSize.ts"
import type { Snapshot } from "./Snapshot.ts"

/** How one shard got into a snapshot. */
export interface ShardCopy {
  readonly startedAt: number
  readonly took: number
  readonly copiedFiles: number
  readonly copiedBytes: number
}

/** What is stored at one location: finished snapshots, the files they share, and an identity that the first write gives. */
export class SnapshotStore {
  private readonly stored = new Map<string, Snapshot>()
  private changed = 0
  uuid: string | undefined
  private readonly copies = new Map<string, ReadonlyMap<string, ShardCopy>>()
  /** How many snapshots hold a file, by shard and file. */
  private readonly holders = new Map<string, Map<string, number>>()

  get snapshots(): ReadonlyMap<string, Snapshot> {
    return this.stored
  }

  /** Differs whenever the snapshots do. */
  get changes(): number {
    return this.changed
  }

  add(snapshot: Snapshot, copies: ReadonlyMap<string, ShardCopy> = new Map()): void {
    this.uuid ??= uuid()
    this.stored.set(snapshot.name, snapshot)
    this.changed++
    if (copies.size > 0) this.copies.set(snapshot.uuid, copies)
    this.count(snapshot, 1)
  }

  /** Files that other snapshots share stay. */
  remove(name: string): void {
    const snapshot = this.stored.get(name)
    if (snapshot === undefined) return
    this.stored.delete(name)
    this.changed++
    this.copies.delete(snapshot.uuid)
    this.count(snapshot, -1)
  }

  /** Its own file is lost. */
  damage(name: string): void {
    const snapshot = this.stored.get(name)
    if (snapshot === undefined) return
    this.stored.set(name, { ...snapshot, damaged: true })
    this.changed++
  }

  /** Undefined for a snapshot that was put in without being copied. */
  copyOf(snapshot: Snapshot, index: string, shard: number): ShardCopy | undefined {
    return this.copies.get(snapshot.uuid)?.get(shardKey(index, shard))
  }

  holds(indexUuid: string, shard: number, fileId: string): boolean {
    return this.holders.get(shardKey(indexUuid, shard))?.has(fileId) ?? false
  }

  private count(snapshot: Snapshot, change: 1 | -1): void {
    for (const [index, image] of snapshot.indices)
      for (let shard = 0; shard < image.shards; shard++) {
        if (snapshot.failures.some((one) => one.index === index && one.shard === shard)) continue
        const key = shardKey(image.uuid, shard)
        const files = this.holders.get(key) ?? new Map<string, number>()
        for (const id of shardFileIds(image)) {
          const held = (files.get(id) ?? 0) + change
          if (held > 0) files.set(id, held)
          else files.delete(id)
        }
        if (files.size > 0) this.holders.set(key, files)
        else this.holders.delete(key)
      }
  }
}

export const shardKey = (index: string, shard: number): string => `${index}/${shard}`
