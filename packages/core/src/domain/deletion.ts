/**
 * What the owner of a deletion does next. Pure; `engine/runDeletion.ts` carries it out.
 *
 * Nothing is deleted while an attempt of the backup is open: its owner could add another part. A later snapshot of another writer under the same
 * backup id is left alone.
 */
import { Option } from "effect"
import * as Attempt from "./Attempt.ts"
import * as JournalEntry from "./JournalEntry.ts"
import type { Snapshot } from "./Snapshot.ts"

export type DeletionStep =
  /** It is finished, or was withdrawn. */
  | { readonly _tag: "Done" }
  /** The attempt was requested to stop; its owner, or the process that takes over, ends it. */
  | { readonly _tag: "AwaitEnd" }
  | { readonly _tag: "Delete"; readonly snapshots: ReadonlyArray<Snapshot> }
  /** Nothing exists, but a call whose answer was lost can still be carried out. */
  | { readonly _tag: "LookAgain" }
  /** Nothing is left of it. */
  | { readonly _tag: "RecordGone" }

/** Decided from the journal alone; `none` when the snapshots must be looked at. */
export const beforeLooking = (entry: JournalEntry.JournalEntry, id: string): Option.Option<DeletionStep> => {
  if (!Option.exists(entry.deletion, (x) => x.id === id)) return Option.some({ _tag: "Done" })
  return Option.isSome(JournalEntry.openAttempt(entry)) ? Option.some({ _tag: "AwaitEnd" }) : Option.none()
}

/** Whether the look began so long afterwards that none of these calls can still be carried out. */
export interface Settled {
  /** The creates of the attempt, after its end. */
  readonly creates: boolean
  /** The deletes, after the last one whose answer was lost. They go by name, and a later one would take the id's next backup. */
  readonly deletes: boolean
}

/** `found`: all snapshots of the backup id, looked for after the attempt had ended. */
export const afterLooking = (
  entry: JournalEntry.JournalEntry,
  found: ReadonlyArray<Snapshot>,
  settled: Settled
): DeletionStep => {
  const snapshots = found.filter((x) => isDoomed(entry, x))
  if (snapshots.length > 0) return { _tag: "Delete", snapshots }
  const isQuiet = settled.creates || !Option.exists(JournalEntry.latest(entry), Attempt.endedUnsettled)
  return isQuiet && settled.deletes ? { _tag: "RecordGone" } : { _tag: "LookAgain" }
}

/** Whether it existed when the deletion was requested, or was made by one of our attempts since. */
const isDoomed = (entry: JournalEntry.JournalEntry, snapshot: Snapshot): boolean =>
  Option.exists(entry.deletion, (x) => x.snapshots.some(({ uuid }) => uuid === snapshot.uuid)) ||
  (snapshot.attempt !== null && Option.isSome(JournalEntry.find(entry, snapshot.attempt)))
