import { uuid } from "../uuid.ts"
import { shardFileIds, shardFiles } from "./imageSize.ts"
import type { ShardDamage } from "./ShardDamage.ts"
import type { IndexImage, Snapshot } from "./Snapshot.ts"

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

  /** By file of a shard; by snapshot for the list of its files. */
  private readonly damages = new Map<string, ShardDamage>()
  private readonly undescribed = new WeakSet<object>()

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

  /** False where the snapshot has no such shard, or the shard no file to be damaged. */
  damageShard(name: string, index: string, shard: number, damage: ShardDamage): boolean {
    const snapshot = this.stored.get(name)
    const image = snapshot?.indices.get(index)
    if (snapshot === undefined || image === undefined || shard >= image.shards) return false
    const file = shardFiles(image).at(-1)
    if (damage === "undescribed") this.undescribed.add(image.settings)
    else if (damage === "unlisted") this.damages.set(listKey(snapshot, index, shard), damage)
    else if (file === undefined || image.documents.documents.size === 0) return false
    else this.damages.set(fileKey(image, shard, file.id), damage)
    return true
  }

  damageOf(snapshot: Snapshot, index: string, shard: number): ShardDamage | undefined {
    const image = snapshot.indices.get(index)
    if (image === undefined) return undefined
    if (this.undescribed.has(image.settings)) return "undescribed"
    const keys = shardFileIds(image).map((id) => fileKey(image, shard, id))
    return [listKey(snapshot, index, shard), ...keys]
      .map((key) => this.damages.get(key))
      .find((damage) => damage !== undefined)
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
          else {
            files.delete(id)
            this.damages.delete(fileKey(image, shard, id))
          }
        }
        if (files.size > 0) this.holders.set(key, files)
        else this.holders.delete(key)
      }
  }
}

const fileKey = (image: IndexImage, shard: number, file: string): string =>
  `${shardKey(image.uuid, shard)}/${file}`

const listKey = (snapshot: Snapshot, index: string, shard: number): string =>
  `${snapshot.uuid}/${shardKey(index, shard)}`

export const shardKey = (index: string, shard: number): string => `${index}/${shard}`
