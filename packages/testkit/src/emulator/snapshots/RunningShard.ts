import type { ShardFile } from "./imageSize.ts"
import type { IndexImage, ShardFailure } from "./Snapshot.ts"

/** `queued`: another snapshot of the repository holds the shard; `started`: a node has it, whether it copies at the moment or not. */
export type ShardState = "queued" | "started" | "done" | "failed"

/** The last part of a shard's time goes to its metadata, when every file is there. */
const copyingPart = 0.9

/** One shard of a snapshot that runs. */
export class RunningShard {
  readonly index: string
  readonly shard: number
  readonly image: IndexImage
  state: ShardState = "queued"
  /** The part of its files that the repository does not have; known once it is started. */
  files: readonly ShardFile[] = []
  startedAt = 0
  endedAt = 0
  reason: string | undefined
  /** The node, for a failure on it. */
  nodeId: string | undefined
  private copy: { readonly since: number; readonly takes: number } | undefined

  constructor(index: string, shard: number, image: IndexImage) {
    this.index = index
    this.shard = shard
    this.image = image
  }

  get ended(): boolean {
    return this.state === "done" || this.state === "failed"
  }

  start(files: readonly ShardFile[], at: number): void {
    this.state = "started"
    this.files = files
    this.startedAt = at
  }

  beginCopy(since: number, takes: number): void {
    this.copy = { since, takes }
  }

  /** What is left of its copying, in milliseconds; 0 while it waits for its turn. */
  remaining(now: number): number {
    return this.copy === undefined ? 0 : Math.max(0, this.copy.since + this.copy.takes - now)
  }

  end(at: number): void {
    this.state = "done"
    this.endedAt = at
  }

  fail(reason: string, nodeId: string | undefined): void {
    this.state = "failed"
    this.reason = reason
    this.nodeId = nodeId
  }

  failure(): ShardFailure {
    const failure = {
      index: this.index,
      indexUuid: this.image.uuid,
      shard: this.shard,
      reason: this.reason ?? ""
    }
    return this.nodeId === undefined ? failure : { ...failure, nodeId: this.nodeId }
  }

  /** Whole files only: one that is half copied does not count. */
  copied(now: number): readonly ShardFile[] {
    if (this.state === "done") return this.files
    if (this.copy === undefined || this.state === "failed") return []
    const { since, takes } = this.copy
    const all = this.files.reduce((sum, file) => sum + file.bytes, 0)
    const bytes = takes === 0 ? all : (all * (now - since)) / (takes * copyingPart)
    let through = 0
    return this.files.filter((file) => (through += file.bytes) <= bytes)
  }

  /** Every file is there, its metadata is not. */
  finalizing(now: number): boolean {
    return (
      this.state === "started" && this.copy !== undefined && this.copied(now).length === this.files.length
    )
  }
}
