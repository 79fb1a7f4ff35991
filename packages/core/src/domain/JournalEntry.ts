/**
 * What the journal knows about one backup: its attempts, and a deletion that was requested and is not finished.
 *
 * Everything about one backup id is one entry, so that one compare-and-set decides every race about it: two creates of an id, a create and
 * a delete, an owner and the process that takes over from it.
 *
 * Invariants: at most the last attempt is open; no attempt begins while one is open or a deletion is pending.
 */
import { Option, Result } from "effect"
import * as Attempt from "./Attempt.ts"
import type { BackupId } from "./BackupId.ts"
import type { Component } from "./Component.ts"
import type { SnapshotName } from "./SnapshotName.ts"

/** Which backup an entry is about. */
export interface Key {
  readonly repository: string
  readonly component: Component
  readonly backupId: BackupId
}

/** The key of a backup. */
export const keyOf = (repository: string, component: Component, backupId: BackupId): Key => ({
  repository,
  component,
  backupId
})

/** A request to delete a backup that has not been carried out completely. */
export interface Deletion {
  /** Names this request to delete; the owner of its lease carries it out. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly askedAt: number
  readonly askedBy: string
  /** What existed when it was requested. A snapshot that another writer makes under such a name later is not touched: its uuid differs. */
  readonly snapshots: ReadonlyArray<{ readonly name: SnapshotName; readonly uuid: string }>
}

/** What the journal knows about one backup: its attempts and its deletion. */
export interface JournalEntry extends Key {
  /** Oldest first. */
  readonly attempts: ReadonlyArray<Attempt.Attempt>
  readonly deletion: Option.Option<Deletion>
  /** Milliseconds since 1970: when the backup was last deleted on request. Earlier attempts left nothing behind. */
  readonly deletedAt: Option.Option<number>
}

/** How many attempts of one backup id are kept; the oldest are dropped. */
const keep = 20

/** An entry in which nothing has happened yet. */
export const make = (key: Key): JournalEntry => ({
  repository: key.repository,
  component: key.component,
  backupId: key.backupId,
  attempts: [],
  deletion: Option.none(),
  deletedAt: Option.none()
})

/** The attempt that began last; `none` when there is none. */
export const latest = (entry: JournalEntry): Option.Option<Attempt.Attempt> =>
  Option.fromNullishOr(entry.attempts.at(-1))

/** The attempt that has not ended; `none` when there is none. */
export const openAttempt = (entry: JournalEntry): Option.Option<Attempt.Attempt> =>
  Option.filter(latest(entry), Attempt.isOpen)

/** The latest attempt, unless the backup was deleted since then: what the attempt left is gone. */
export const current = (entry: JournalEntry): Option.Option<Attempt.Attempt> =>
  Option.filter(latest(entry), (attempt) => Option.isNone(entry.deletedAt) || Attempt.isOpen(attempt))

/**
 * Whether the last attempt ended while a create or delete of it could still be carried out: what exists under the id can change without
 * a new request, for as long as Elasticsearch may keep a call queued. Until then nothing new begins under the id.
 */
export const endedUnsettled = (entry: JournalEntry): boolean =>
  Option.exists(current(entry), Attempt.endedUnsettled)

/** Why no attempt can begin. */
export type Occupied = { readonly _tag: "AttemptOpen" } | { readonly _tag: "DeletionPending" }

/** Why an attempt cannot be resumed: it is not the last one, is open, or its backup is to be deleted. */
export interface NotResumable {
  readonly _tag: "NotResumable"
}

/** The entry with another attempt. */
export const begin = (
  entry: JournalEntry,
  attempt: Attempt.Attempt
): Result.Result<JournalEntry, Occupied> => {
  if (Option.isSome(entry.deletion)) return Result.fail({ _tag: "DeletionPending" })
  if (Option.isSome(openAttempt(entry))) return Result.fail({ _tag: "AttemptOpen" })
  const attempts = [...entry.attempts, attempt].slice(-keep)
  return Result.succeed({ ...entry, attempts, deletedAt: Option.none() })
}

/** Reopens the last attempt, under the term of its new owner. Idempotent. */
export const resume = (
  entry: JournalEntry,
  id: Attempt.AttemptId,
  by: { readonly term: number; readonly transition: Attempt.Transition }
): Result.Result<JournalEntry, NotResumable> => {
  const last = Option.filter(current(entry), (x) => x.id === id)
  if (Option.isNone(last) || Option.isSome(entry.deletion)) return Result.fail({ _tag: "NotResumable" })
  if (last.value.term === by.term) return Result.succeed(entry)
  if (Attempt.isOpen(last.value)) return Result.fail({ _tag: "NotResumable" })
  return Result.succeed(change(entry, id, (x) => Attempt.append({ ...x, term: by.term }, by.transition)))
}

/** Changes the attempt with this id; without one the entry is returned unchanged. */
export const change = (
  entry: JournalEntry,
  id: Attempt.AttemptId,
  f: (attempt: Attempt.Attempt) => Attempt.Attempt
): JournalEntry => ({ ...entry, attempts: entry.attempts.map((x) => (x.id === id ? f(x) : x)) })

/** The attempt with this id; `none` when the entry has none. */
export const find = (entry: JournalEntry, id: string): Option.Option<Attempt.Attempt> =>
  Option.fromNullishOr(entry.attempts.find((x) => x.id === id))

/** Records a request to delete, and a request to stop an open attempt. A deletion that is already pending stays. */
export const askDeletion = (
  entry: JournalEntry,
  deletion: Deletion,
  stop: Attempt.Transition
): JournalEntry => {
  if (Option.isSome(entry.deletion)) return entry
  const asked = { ...entry, deletion: Option.some(deletion) }
  return askStop(asked, stop)
}

/** Records a request to stop the open attempt, at most once. */
export const askStop = (entry: JournalEntry, stop: Attempt.Transition): JournalEntry =>
  Option.match(openAttempt(entry), {
    onNone: () => entry,
    onSome: (open) =>
      Option.isSome(Attempt.stopAsked(open)) ? entry : change(entry, open.id, (x) => Attempt.append(x, stop))
  })

/** Records that the backup is gone. Does nothing for a deletion that was replaced by another one. */
export const finishDeletion = (entry: JournalEntry, id: string, at: number): JournalEntry =>
  Option.exists(entry.deletion, (x) => x.id === id)
    ? { ...entry, deletion: Option.none(), deletedAt: Option.some(at) }
    : entry

/** Withdraws a deletion that cannot be carried out; the backup stays. */
export const withdrawDeletion = (entry: JournalEntry, id: string): JournalEntry =>
  Option.exists(entry.deletion, (x) => x.id === id) ? { ...entry, deletion: Option.none() } : entry

/** Whether a list of backups needs this entry; the other backups are judged by the repository alone. */
export const isNotable = (entry: JournalEntry): boolean =>
  Option.isSome(entry.deletion) ||
  Option.exists(current(entry), (attempt) =>
    Option.match(Attempt.ended(attempt), {
      onNone: () => true,
      onSome: ({ how }) => how._tag !== "Completed"
    })
  )
