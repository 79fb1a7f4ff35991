/**
 * The state of a backup from its snapshots and what the journal knows (Camunda API reference §8; `docs/decisions/0002-state.md`).
 *
 * Differences from Camunda: IN_PROGRESS between two parts means that a live attempt exists, in whichever process, and not that this
 * process remembers one; a complete set is COMPLETED only when its attempt has also compared the last part; parts are counted by number,
 * so six snapshots that are not the six parts of one version are never COMPLETED.
 */
import { Option } from "effect"
import { type Attempt, describeEnd } from "./Attempt.ts"
import type { Snapshot } from "./Snapshot.ts"

export const all = ["COMPLETED", "FAILED", "INCOMPATIBLE", "IN_PROGRESS", "INCOMPLETE"] as const

/**
 * - `COMPLETED`: every part is there, says SUCCESS and holds what it was asked for. Can be restored.
 * - `FAILED`: at least one part failed, is partial, damaged or lacks an index. Cannot be relied on.
 * - `INCOMPATIBLE`: a part was written by an Elasticsearch that this one cannot read.
 * - `IN_PROGRESS`: a part is being taken, or a live attempt will take the next one.
 * - `INCOMPLETE`: parts are missing and nobody is taking them any more.
 */
export type BackupState = (typeof all)[number]

export interface Verdict {
  readonly state: BackupState
  /** One sentence; `null` unless there is something to say. */
  readonly reason: string | null
}

export interface Known {
  readonly attempt: Option.Option<Attempt>
  /** The attempt has not ended and its owner still renews the lease. */
  readonly live: boolean
}

export const unknown: Known = { attempt: Option.none(), live: false }

const names = (snapshots: ReadonlyArray<Snapshot>): string => snapshots.map((x) => x.name).join(", ")

const isWhole = (snapshots: ReadonlyArray<Snapshot>, expected: number): boolean => {
  const version = snapshots[0]?.version
  const parts = new Set<number>()
  for (const x of snapshots) {
    if (x.version !== version || x.count !== expected) return false
    parts.add(x.part)
  }
  return parts.size === expected
}

const failure = (snapshots: ReadonlyArray<Snapshot>): string | null => {
  const failed = snapshots.filter((x) => x.state === "FAILED" && !x.damaged)
  if (failed.length > 0) return `There were failures with the following snapshots: ${names(failed)}`
  const partial = snapshots.filter((x) => x.state === "PARTIAL" && !x.damaged)
  if (partial.length > 0) return `Some of the snapshots are partial: ${names(partial)}`
  const damaged = snapshots.filter((x) => x.damaged)
  if (damaged.length > 0)
    return `The repository is damaged, these snapshots cannot be read: ${names(damaged)}`
  const strange = snapshots.filter((x) => x.state === "UNKNOWN")
  if (strange.length > 0) return `Elasticsearch gave no known state for the snapshots: ${names(strange)}`
  return null
}

const endOf = (known: Known): string | null => {
  if (Option.isNone(known.attempt) || Option.isNone(known.attempt.value.ended)) return null
  const { how } = known.attempt.value.ended.value
  return how._tag === "Completed" ? null : describeEnd(how)
}

const lacksIndices = (known: Known): boolean =>
  Option.isSome(known.attempt) &&
  Option.isSome(known.attempt.value.ended) &&
  known.attempt.value.ended.value.how._tag === "PartLacksIndices"

/** First match wins, in the order of the rows of the reference. */
export const aggregate = (snapshots: ReadonlyArray<Snapshot>, known: Known): Verdict => {
  const expected = snapshots[0]?.count ?? 0
  const found = snapshots.length
  let successful = 0
  let bad = false
  let incompatible = false
  let running = false
  for (const { state, damaged } of snapshots) {
    if (damaged || state === "FAILED" || state === "PARTIAL" || state === "UNKNOWN") bad = true
    else if (state === "SUCCESS") successful++
    else if (state === "INCOMPATIBLE") incompatible = true
    else running = true
  }
  if (bad) return { state: "FAILED", reason: failure(snapshots) }
  if (lacksIndices(known)) return { state: "FAILED", reason: endOf(known) }
  if (incompatible) return { state: "INCOMPATIBLE", reason: null }
  if (running) return { state: "IN_PROGRESS", reason: null }
  if (found > expected) return { state: "FAILED", reason: "More snapshots found than expected." }
  if (known.live) return { state: "IN_PROGRESS", reason: null }
  if (found < expected) return { state: "INCOMPLETE", reason: endOf(known) }
  return successful === expected && isWhole(snapshots, expected)
    ? { state: "COMPLETED", reason: null }
    : {
        state: "FAILED",
        reason: `The snapshots are not the ${expected} parts of one version: ${names(snapshots)}`
      }
}
