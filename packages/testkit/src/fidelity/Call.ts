import type { DamagedShard } from "./DamagedShard.ts"

/**
 * One request of a script, as data: `["PUT", "/a", {…}]`. A text is sent as it is, anything else as JSON.
 *
 * In path and body `$loc` is a folder of this run's own, and `$name` what an earlier call captured under that name.
 */
export type Call = readonly [method: string, path: string, body?: unknown, options?: CallOptions]

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>
  /** Values of the answer for later calls: name to path, such as `{ cursor: "next" }`. */
  readonly capture?: Readonly<Record<string, string>>
  /** The call is made again until it answers with this status: what is awaited happens in its own time. */
  readonly until?: number
  /** It is no call: a shard of a snapshot is damaged in the repository. */
  readonly damages?: DamagedShard
  /** What this call began goes on during the next ones. */
  readonly goesOn?: boolean
  /** Lists of the answer, by key, whose order depends on the clock and is not compared. */
  readonly anyOrder?: readonly string[]
  /** Of several indices that are blocked, a server names any: which one is not compared. */
  readonly anyBlocked?: boolean
}

/** Requests that leave, at every step, the same answer on an emulator and on a real server. */
export interface FidelityCase {
  readonly name: string
  readonly calls: readonly Call[]
  /** Releases it is about; all unless given. */
  readonly lines?: readonly ("8.19" | "9.2" | "9.5")[]
}

export const callText = ([method, path, body]: Call): string =>
  body === undefined
    ? `${method} ${path}`
    : `${method} ${path} ${typeof body === "string" ? body : JSON.stringify(body)}`
