import type { ElasticsearchError } from "../ElasticsearchError.ts"
import type { Repository } from "../repositories/Repository.ts"
import { type Snapshot, totalShards } from "./Snapshot.ts"
import type { Outcome } from "./SnapshotDirectives.ts"

/** What a creator that waits is told. */
export type SnapshotEnd = { readonly snapshot: Snapshot } | { readonly error: ElasticsearchError }

/** A snapshot between its acceptance and its end. It ends once; after `vanish` nobody hears of it. */
export class RunningSnapshot {
  readonly repository: Repository
  readonly partial: boolean
  readonly outcome: Outcome | undefined
  readonly ended: Promise<SnapshotEnd>
  private readonly resolve: (end: SnapshotEnd) => void
  private readonly duration: number
  private readonly startedAt = performance.now()
  private begun: Snapshot
  private timer: NodeJS.Timeout | undefined

  constructor(
    repository: Repository,
    begun: Snapshot,
    partial: boolean,
    outcome: Outcome | undefined,
    duration: number
  ) {
    this.repository = repository
    this.begun = begun
    this.partial = partial
    this.outcome = outcome
    this.duration = duration
    const { promise, resolve } = Promise.withResolvers<SnapshotEnd>()
    this.ended = promise
    this.resolve = resolve
  }

  get name(): string {
    return this.begun.name
  }

  /** As it is now: shards are done one after the other over its duration. */
  get snapshot(): Snapshot {
    return { ...this.begun, shardsDone: Math.floor(totalShards(this.begun) * this.progress()) }
  }

  /** From 0 to 1; stays at 0 while it is held. */
  progress(): number {
    return this.duration === 0 ? 0 : Math.min(1, (performance.now() - this.startedAt) / this.duration)
  }

  /** A snapshot that allows parts goes on without an index that is deleted meanwhile. */
  dropIndex(name: string): void {
    const indices = new Map(this.begun.indices)
    indices.delete(name)
    const failures = this.begun.failures.filter((failure) => failure.index !== name)
    this.begun = { ...this.begun, indices, failures }
  }

  finishAfter(milliseconds: number, finish: () => void): void {
    this.timer = setTimeout(finish, milliseconds).unref()
  }

  end(end: SnapshotEnd): void {
    clearTimeout(this.timer)
    this.resolve(end)
  }

  vanish(): void {
    clearTimeout(this.timer)
  }
}
