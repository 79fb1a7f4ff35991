/**
 * What the owner of a deletion does next. Pure; `engine/runDeletion.ts` carries it out.
 *
 * Nothing is deleted while an attempt of the backup is open: its owner could put another part there. Another writer's snapshot under the same
 * backup id that came later is left alone.
 */
import { Option } from "effect"
import * as Attempt from "./Attempt.ts"
import * as JournalEntry from "./JournalEntry.ts"
import type { Snapshot } from "./Snapshot.ts"

export type DeletionStep =
  /** It is finished, or was withdrawn. */
  | { readonly _tag: "Done" }
  /** The attempt was asked to stop; its owner, or who takes over from it, ends it. */
  | { readonly _tag: "AwaitEnd" }
  | { readonly _tag: "Delete"; readonly snapshots: ReadonlyArray<Snapshot> }
  /** Nothing is there, but a call whose answer was lost can still be carried out. */
  | { readonly _tag: "LookAgain" }
  /** Nothing is left of it. */
  | { readonly _tag: "RecordGone" }

/** By the journal's word alone; `none` when the snapshots must be looked at. */
export const beforeLooking = (entry: JournalEntry.JournalEntry, id: string): Option.Option<DeletionStep> => {
  if (!Option.exists(entry.deletion, (x) => x.id === id)) return Option.some({ _tag: "Done" })
  return Option.isSome(JournalEntry.openAttempt(entry)) ? Option.some({ _tag: "AwaitEnd" }) : Option.none()
}

/** The look began so long after that none of them can be carried out any more. */
export interface Settled {
  /** After the end of the attempt: the creates of it. */
  readonly creates: boolean
  /** After the last one whose answer was lost: the deletes. They go by names, and one that comes later takes the id's next backup with it. */
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

/** What was there when the deletion was asked for, and what our attempts made since. */
const isDoomed = (entry: JournalEntry.JournalEntry, snapshot: Snapshot): boolean =>
  Option.exists(entry.deletion, (x) => x.snapshots.some(({ uuid }) => uuid === snapshot.uuid)) ||
  (snapshot.attempt !== null && Option.isSome(JournalEntry.find(entry, snapshot.attempt)))
