/**
 * The state of a backup from its snapshots and what the journal knows (Camunda API reference §8; `docs/decisions/0002-state.md`).
 *
 * Differences from Camunda: IN_PROGRESS between two parts means that a live attempt exists in any process, not that this process
 * remembers one; a complete set is COMPLETED only when its attempt has also compared the last part; parts are counted by number,
 * so six snapshots that are not the six parts of one version are never COMPLETED.
 */
import { Option } from "effect"
import * as Attempt from "./Attempt.ts"
import * as End from "./End.ts"
import type { Deletion } from "./JournalEntry.ts"
import type { Snapshot } from "./Snapshot.ts"

/** All states. */
export const all = ["COMPLETED", "FAILED", "INCOMPATIBLE", "IN_PROGRESS", "INCOMPLETE"] as const

/**
 * - `COMPLETED`: every part exists, reports SUCCESS and holds what was requested. Can be restored.
 * - `FAILED`: at least one part failed, is partial, damaged or lacks an index. Cannot be relied on.
 * - `INCOMPATIBLE`: a part was written by an Elasticsearch that this one cannot read.
 * - `IN_PROGRESS`: a part is being taken, or a live attempt will take the next one.
 * - `INCOMPLETE`: parts are missing and nobody is taking them any longer.
 */
export type BackupState = (typeof all)[number]

/** A state and its reason. */
export interface Verdict {
  readonly state: BackupState
  /** One sentence; `null` when there is nothing to explain. */
  readonly reason: string | null
}

/** What the journal knows about a backup, beyond its snapshots. */
export interface Known {
  readonly attempt: Option.Option<Attempt.Attempt>
  /** The attempt has not ended, and a process is working on it or will take it over. */
  readonly live: boolean
  /** Requested and not finished. */
  readonly deletion: Option.Option<Deletion>
  /** Why the journal could not be read; `null` when it could. */
  readonly journalProblem: string | null
}

/** The journal knows nothing about the backup. */
export const unknown: Known = {
  attempt: Option.none(),
  live: false,
  deletion: Option.none(),
  journalProblem: null
}

const byPart = (a: Snapshot, b: Snapshot): number => a.part - b.part || (a.name < b.name ? -1 : 1)

/** In the order of parts, so that a reason reads the same in every answer, whatever order Elasticsearch gives the snapshots in. */
const names = (snapshots: ReadonlyArray<Snapshot>): string =>
  snapshots
    .toSorted(byPart)
    .map((x) => x.name)
    .join(", ")

/** How many parts the backup has by its first part; 0 for none. */
const expectedCount = (snapshots: ReadonlyArray<Snapshot>): number => {
  let [first] = snapshots
  for (const x of snapshots) if (first !== undefined && byPart(x, first) < 0) first = x
  return first?.count ?? 0
}

const isWhole = (snapshots: ReadonlyArray<Snapshot>, expected: number): boolean => {
  const version = snapshots[0]?.version
  const parts = new Set<number>()
  for (const x of snapshots) {
    if (x.version !== version || x.count !== expected || x.part > expected) return false
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

const howEnded = (known: Known): Option.Option<End.End> =>
  Option.map(Option.flatMap(known.attempt, Attempt.ended), (x) => x.how)

/** Why nobody continues it. */
const incompleteReason = (known: Known): string | null => {
  const how = Option.filter(howEnded(known), (x) => x._tag !== "Completed")
  if (Option.isSome(how)) return End.describe(how.value)
  return known.journalProblem === null
    ? null
    : `Whether it is still being taken is not known: ${known.journalProblem}`
}

/** It lacks an index, or holds one that it must not hold. */
const isInexact = (known: Known): boolean =>
  Option.exists(howEnded(known), (how) => how._tag === "PartLacksIndices" || how._tag === "PartHoldsTooMuch")

const iso = (millis: number): string => new Date(millis).toISOString()

/** First match wins, in the order of the rows of the reference. */
export const aggregate = (snapshots: ReadonlyArray<Snapshot>, known: Known): Verdict => {
  const expected = expectedCount(snapshots)
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
  // Parts that are on their way out must not look like a backup that can be restored.
  if (Option.isSome(known.deletion)) {
    const { askedAt, askedBy } = known.deletion.value
    return { state: "INCOMPLETE", reason: `It is being deleted, asked for at ${iso(askedAt)} by ${askedBy}.` }
  }
  // A live attempt takes a bad part again, or ends in a moment: until then a poller must not give up.
  if (bad && !known.live) return { state: "FAILED", reason: failure(snapshots) }
  if (isInexact(known)) return { state: "FAILED", reason: incompleteReason(known) }
  if (incompatible) return { state: "INCOMPATIBLE", reason: null }
  if (running) return { state: "IN_PROGRESS", reason: null }
  if (found > expected) return { state: "FAILED", reason: "More snapshots found than expected." }
  if (known.live) return { state: "IN_PROGRESS", reason: null }
  if (found < expected) return { state: "INCOMPLETE", reason: incompleteReason(known) }
  if (successful !== expected || !isWhole(snapshots, expected))
    return {
      state: "FAILED",
      reason: `The snapshots are not the ${expected} parts of one version: ${names(snapshots)}`
    }
  const unfinished = incompleteReason({ ...known, journalProblem: null })
  if (unfinished !== null)
    return {
      state: "INCOMPLETE",
      reason: `All parts are there, but whether they hold what they must was not checked to the end. ${unfinished}`
    }
  return { state: "COMPLETED", reason: null }
}
