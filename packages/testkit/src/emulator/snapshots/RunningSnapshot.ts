import type { ElasticsearchError } from "../ElasticsearchError.ts"
import type { Repository } from "../repositories/Repository.ts"
import { RunningShard } from "./RunningShard.ts"
import type { ShardFailure, Snapshot } from "./Snapshot.ts"
import type { Outcome } from "./SnapshotDirectives.ts"
import { type ShardCopy, shardKey } from "./SnapshotStore.ts"

/** What a creator that waits is told. */
export type SnapshotEnd = { readonly snapshot: Snapshot } | { readonly error: ElasticsearchError }

/** A snapshot between its acceptance and its end. It ends once; after `vanish` nobody hears of it. */
export class RunningSnapshot {
  readonly repository: Repository
  readonly partial: boolean
  readonly outcome: Outcome | undefined
  readonly ended: Promise<SnapshotEnd>
  readonly shards: readonly RunningShard[]
  /** Copies nothing until a test lets it. */
  held = false
  /** A delete stopped it; its shards have not all noticed. */
  aborted = false
  /** A snapshot of nothing has taken its time. */
  paused = false
  private readonly resolve: (end: SnapshotEnd) => void
  private readonly begun: Snapshot
  private readonly dropped = new Set<string>()
  private cancelTimer: (() => void) | undefined

  constructor(repository: Repository, begun: Snapshot, partial: boolean, outcome: Outcome | undefined) {
    this.repository = repository
    this.begun = begun
    this.partial = partial
    this.outcome = outcome
    this.shards = [...begun.indices].flatMap(([index, image]) =>
      Array.from({ length: image.shards }, (_, shard) => new RunningShard(index, shard, image))
    )
    for (const { index, shard, reason } of begun.failures)
      this.shards.find((one) => one.index === index && one.shard === shard)?.fail(reason, undefined)
    const { promise, resolve } = Promise.withResolvers<SnapshotEnd>()
    this.ended = promise
    this.resolve = resolve
  }

  get name(): string {
    return this.begun.name
  }

  /** As it is now. An index that was deleted meanwhile is shown until the end. */
  get snapshot(): Snapshot {
    return {
      ...this.begun,
      failures: this.failures(),
      shardsDone: this.shards.filter((shard) => shard.ended).length
    }
  }

  /** What is left of it at its end: no index that was deleted meanwhile. */
  get result(): Snapshot {
    if (this.dropped.size === 0) return this.snapshot
    const indices = new Map([...this.begun.indices].filter(([name]) => !this.dropped.has(name)))
    const failures = this.failures().filter((failure) => !this.dropped.has(failure.index))
    return { ...this.snapshot, indices, failures }
  }

  /** Every shard has its end: the snapshot is being recorded. */
  get copied(): boolean {
    return this.shards.every((shard) => shard.ended)
  }

  /** No node has begun with any of it: its abort leaves nothing to clean up. */
  get untouched(): boolean {
    return this.shards.length > 0 && this.shards.every((shard) => shard.state === "queued")
  }

  /** True while a second snapshot of this shard has to wait. */
  occupies(indexUuid: string, shard: number): boolean {
    return this.shards.some((one) => one.image.uuid === indexUuid && one.shard === shard && !one.ended)
  }

  /** A snapshot that allows parts goes on without an index that is deleted meanwhile. */
  dropIndex(name: string): void {
    if (!this.begun.indices.has(name)) return
    this.dropped.add(name)
    for (const shard of this.shards)
      if (shard.index === name && !shard.ended) shard.fail("aborted", undefined)
  }

  copies(): ReadonlyMap<string, ShardCopy> {
    return new Map(
      this.shards
        .filter((shard) => shard.state === "done")
        .map(({ index, shard, files, startedAt, endedAt }) => [
          shardKey(index, shard),
          {
            startedAt,
            took: Math.max(0, endedAt - startedAt),
            copiedFiles: files.length,
            copiedBytes: files.reduce((sum, file) => sum + file.bytes, 0)
          }
        ])
    )
  }

  /** The clock will take it up again. */
  get waits(): boolean {
    return this.cancelTimer !== undefined
  }

  /** Replaces what it waits for. */
  await(cancelTimer: (() => void) | undefined): void {
    this.cancelTimer?.()
    this.cancelTimer = cancelTimer
  }

  end(end: SnapshotEnd): void {
    this.await(undefined)
    this.resolve(end)
  }

  vanish(): void {
    this.await(undefined)
  }

  private failures(): readonly ShardFailure[] {
    return this.shards.filter((shard) => shard.state === "failed").map((shard) => shard.failure())
  }
}
