/** What the state of a backup depends on, beyond its snapshots. */
import { Clock, Duration, Effect, Option } from "effect"
import { Settings } from "../config/Settings.ts"
import * as Attempt from "../domain/Attempt.ts"
import type { StoreError } from "../domain/BackupError.ts"
import { type Known, unknown } from "../domain/BackupState.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import { Journal } from "../ports/Journal.ts"
import { componentScope, Lease, type Seen } from "../ports/Lease.ts"
import { isOwned, silentMillis } from "./silence.ts"

/**
 * A journal that is permanently unreadable (forbidden, closed, damaged) must not prevent backups from being read; what it would have told is
 * reported as unknown. One that is temporarily unreachable is an error: a guess could be a lie.
 */
export const orProblem = <A, R>(
  read: Effect.Effect<A, StoreError, R>,
  otherwise: A
): Effect.Effect<{ readonly value: A; readonly problem: string | null }, StoreError, R> =>
  Effect.map(read, (value) => ({ value, problem: null as string | null })).pipe(
    Effect.catchIf(
      (error) => error._tag !== "StoreUnavailable" && error._tag !== "StoreTlsFailed",
      (error) =>
        Effect.as(
          Effect.logWarning("the journal cannot be read; states are judged by the repository alone", {
            reason: error.message
          }),
          { value: otherwise, problem: error.message }
        )
    )
  )

/** What the state of a backup depends on, beyond its snapshots. */
export const knownOf = (
  entry: JournalEntry.JournalEntry,
  lease: Option.Option<Seen>,
  now: number,
  resumeWithin: Duration.Duration
): Known => {
  const attempt = JournalEntry.current(entry)
  const live = Option.exists(
    attempt,
    (x) =>
      Attempt.isOpen(x) &&
      (isOwned(x, lease) || silentMillis(x, lease, now) <= Duration.toMillis(resumeWithin))
  )
  return { attempt, live, deletion: entry.deletion, journalProblem: null }
}

/** Reads it for one backup. The lease is looked at only when the answer depends on it. */
export const readKnown = Effect.fnUntraced(function* (key: JournalEntry.Key) {
  const { resumeWithin } = yield* Settings
  const journal = yield* Journal
  const { value: entry, problem } = yield* orProblem(journal.read(key), Option.none())
  if (Option.isNone(entry)) return { ...unknown, journalProblem: problem }
  const open = Option.isSome(JournalEntry.openAttempt(entry.value))
  const lease = yield* Lease
  const seen = open ? (yield* orProblem(lease.look(componentScope(key)), Option.none())).value : Option.none()
  return knownOf(entry.value, seen, yield* Clock.currentTimeMillis, resumeWithin)
})
