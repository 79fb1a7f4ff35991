import type { Repository } from "../repositories/Repository.ts"
import type { ShardFile } from "./imageSize.ts"
import type { Snapshot } from "./Snapshot.ts"

export type RecoveryStage = "INIT" | "INDEX" | "VERIFY_INDEX" | "TRANSLOG" | "FINALIZE" | "DONE"

/** What part of a shard's time each stage has ended after. */
const stages: readonly (readonly [RecoveryStage, number])[] = [
  ["INIT", 0.01],
  ["INDEX", 0.95],
  ["VERIFY_INDEX", 0.96],
  ["TRANSLOG", 0.98],
  ["FINALIZE", 1]
]
const indexEnds = 0.95

/** One shard on its way back. Nobody can read it or write to it before it has ended. */
export class RestoringShard {
  readonly indexUuid: string
  readonly shard: number
  readonly files: readonly ShardFile[]
  readonly ended: Promise<void>
  /** What to do instead of being done, where it cannot be brought back. */
  private readonly fail: (() => void) | undefined
  state: "waiting" | "copying" | "done" | "failed" = "waiting"
  private readonly resolve: () => void
  private copy: { readonly since: number; readonly takes: number } | undefined

  constructor(indexUuid: string, shard: number, files: readonly ShardFile[], fail?: () => void) {
    this.indexUuid = indexUuid
    this.shard = shard
    this.files = files
    this.fail = fail
    const { promise, resolve } = Promise.withResolvers<void>()
    this.ended = promise
    this.resolve = resolve
  }

  get underWay(): boolean {
    return this.state === "waiting" || this.state === "copying"
  }

  get active(): boolean {
    return this.state === "done"
  }

  begin(since: number, takes: number): void {
    this.state = "copying"
    this.copy = { since, takes }
  }

  /** All that can be copied has been copied. */
  finish(): void {
    this.fail?.()
    this.end(this.fail === undefined ? "done" : "failed")
  }

  end(state: "done" | "failed"): void {
    this.state = state
    this.resolve()
  }

  stage(now: number): RecoveryStage {
    if (this.state === "done") return "DONE"
    const part = this.part(now)
    return stages.find(([, end]) => part < end)?.[0] ?? "FINALIZE"
  }

  /** Bytes that are there: they grow within a file too. */
  recoveredBytes(now: number): number {
    const all = this.files.reduce((sum, file) => sum + file.bytes, 0)
    return this.state === "done" ? all : Math.floor(all * Math.min(1, this.part(now) / indexEnds))
  }

  recoveredFiles(now: number): number {
    const recovered = this.recoveredBytes(now)
    let through = 0
    return this.files.filter((file) => (through += file.bytes) <= recovered).length
  }

  private part(now: number): number {
    if (this.copy === undefined) return 0
    return this.copy.takes === 0 ? 1 : Math.min(1, (now - this.copy.since) / this.copy.takes)
  }
}

/** A restore between its acceptance and its end. */
export class RunningRestore {
  readonly repository: Repository
  readonly snapshot: Snapshot
  readonly uuid: string
  readonly shards: readonly RestoringShard[]
  readonly startedAt: number
  /** Copies nothing until a test lets it. */
  held = false
  cancelTimer: (() => void) | undefined

  constructor(
    repository: Repository,
    snapshot: Snapshot,
    uuid: string,
    shards: readonly RestoringShard[],
    startedAt: number
  ) {
    this.repository = repository
    this.snapshot = snapshot
    this.uuid = uuid
    this.shards = shards
    this.startedAt = startedAt
  }

  /** How many shards did not come back. */
  get failed(): number {
    return this.shards.filter((shard) => shard.state === "failed").length
  }

  get ended(): Promise<unknown> {
    return Promise.all(this.shards.map((shard) => shard.ended))
  }
}
