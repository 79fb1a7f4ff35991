/** What every operation begins with. */
import { Clock, Effect, Option, Random } from "effect"
import { Settings } from "../config/Settings.ts"
import * as Attempt from "../domain/Attempt.ts"
import { RepositoryNotConfigured, type StoreError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import { type Known, unknown } from "../domain/BackupState.ts"
import type { Component } from "../domain/Component.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import { Journal } from "../ports/Journal.ts"
import { Lease, type Scope, type Seen } from "../ports/Lease.ts"
import { isOwned, silentMillis } from "./silence.ts"

/** The configured repository, or the documented error. */
export const configuredRepository = Effect.fnUntraced(function* () {
  const { repository } = yield* Settings
  if (Option.isNone(repository)) return yield* new RepositoryNotConfigured()
  return repository.value
})

export const keyOf = (repository: string, component: Component, backupId: BackupId): JournalEntry.Key => ({
  repository,
  component,
  backupId
})

/** The lease of taking backups of a component. */
export const componentScope = ({ repository, component }: Omit<Scope, "deletionOf">): Scope => ({
  repository,
  component,
  deletionOf: null
})

/** A transition of now, by this process. */
export const transition = Effect.fnUntraced(function* (event: Attempt.Event) {
  const { replica } = yield* Settings
  return { at: yield* Clock.currentTimeMillis, by: replica, event } satisfies Attempt.Transition
})

/** 128 random bits in hexadecimal: 32 characters. */
export const newId: Effect.Effect<string> = Effect.map(
  Effect.all(Array.from({ length: 4 }, () => Random.nextIntBetween(0, 2 ** 32 - 1))),
  (words) => words.map((word) => word.toString(16).padStart(8, "0")).join("")
)

/**
 * A journal that cannot be read for good (forbidden, closed, damaged) must not take the reading of backups with it; what it would have
 * told is then said to be unknown. One that is away for a moment is an error: a guess could be a lie.
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

/** What the state of a backup depends on beside its snapshots. */
export const knownOf = (
  entry: JournalEntry.JournalEntry,
  lease: Option.Option<Seen>,
  now: number,
  resumeWithinMillis: number
): Known => {
  const attempt = JournalEntry.current(entry)
  const live = Option.exists(
    attempt,
    (x) => Attempt.isOpen(x) && (isOwned(x, lease) || silentMillis(x, lease, now) <= resumeWithinMillis)
  )
  return { attempt, live, deletion: entry.deletion, journalProblem: null }
}

/** Reads it for one backup. The lease is looked at only when the answer depends on it. */
export const readKnown = Effect.fnUntraced(function* (key: JournalEntry.Key) {
  const { resumeWithinMillis } = yield* Settings
  const journal = yield* Journal
  const { value: entry, problem } = yield* orProblem(journal.read(key), Option.none())
  if (Option.isNone(entry)) return { ...unknown, journalProblem: problem }
  const open = Option.isSome(JournalEntry.openAttempt(entry.value))
  const lease = yield* Lease
  const seen = open ? (yield* orProblem(lease.look(componentScope(key)), Option.none())).value : Option.none()
  return knownOf(entry.value, seen, yield* Clock.currentTimeMillis, resumeWithinMillis)
})
