/**
 * An attempt in the hands of its owner: the lease that is kept alive, and the journal's newest word on the attempt.
 *
 * Every write of an owner is refused once somebody else has taken over (the attempt then has a higher term), so a process that was paused and
 * wakes up changes nothing any more.
 */
import { transition } from "./transition.ts"
import { Clock, Deferred, Effect, Option, Queue, Ref, Result } from "effect"
import { Settings } from "../config/Settings.ts"
import * as Attempt from "../domain/Attempt.ts"
import type { StoreError } from "../domain/BackupError.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import { Journal } from "../ports/Journal.ts"
import { type Held, Lease } from "../ports/Lease.ts"

export interface Ownership {
  readonly held: Held
  readonly attempt: Ref.Ref<Attempt.Attempt>
  /** Done when somebody asked the attempt to stop. */
  readonly stop: Deferred.Deferred<void>
  /** Offers make the journal be read at once. */
  readonly nudges: Queue.Queue<void>
}

export const make = Effect.fnUntraced(function* (attempt: Attempt.Attempt, held: Held) {
  const ownership: Ownership = {
    held,
    attempt: yield* Ref.make(attempt),
    stop: yield* Deferred.make<void>(),
    nudges: yield* Queue.sliding<void>(1)
  }
  yield* learn(ownership, attempt)
  return ownership
})

const learn = Effect.fnUntraced(function* (ownership: Ownership, attempt: Attempt.Attempt) {
  yield* Ref.set(ownership.attempt, attempt)
  if (Option.isSome(Attempt.stopAsked(attempt))) yield* Deferred.succeed(ownership.stop, undefined)
})

/** Somebody else owns the attempt. */
export type Lost = "lost"

/** Appends to the attempt, when the lease is still held; an attempt that has ended already stays as it is. */
export const write = Effect.fnUntraced(function* (
  ownership: Ownership,
  event: Attempt.Event
): Effect.fn.Return<Lost | "written", StoreError, Journal | Lease | Settings> {
  const journal = yield* Journal
  const lease = yield* Lease
  if (!(yield* lease.confirm(ownership.held))) return "lost"
  const attempt = yield* Ref.get(ownership.attempt)
  const { component, backupId } = attempt.plan
  const added = yield* transition(event)
  const change = (entry: JournalEntry.JournalEntry): Result.Result<JournalEntry.JournalEntry, Lost> => {
    const found = JournalEntry.find(entry, attempt.id)
    if (Option.isNone(found)) {
      // The journal was deleted while the backup ran: it is written again from what the owner knows.
      return Option.isSome(JournalEntry.openAttempt(entry))
        ? Result.fail("lost")
        : Result.succeed({ ...entry, attempts: [...entry.attempts, Attempt.append(attempt, added)] })
    }
    if (found.value.term !== ownership.held.term) return Result.fail("lost")
    if (!Attempt.isOpen(found.value)) return Result.succeed(entry)
    return Result.succeed(JournalEntry.change(entry, attempt.id, (x) => Attempt.append(x, added)))
  }
  return yield* journal.update(JournalEntry.keyOf(attempt.repository, component, backupId), change).pipe(
    Effect.flatMap((entry) =>
      Effect.as(
        learn(
          ownership,
          Option.getOrElse(JournalEntry.find(entry, attempt.id), () => attempt)
        ),
        "written" as const
      )
    ),
    Effect.catchIf(
      (error) => error === "lost",
      () => Effect.succeed("lost" as const)
    )
  )
})

/** How often the journal is asked whether somebody wants the attempt to stop. */
const watchMillis = 1000

/**
 * Keeps the lease, and watches the journal for a request to stop; returns when another process has taken over. While Elasticsearch is away
 * nobody can take over either, so failures are only waited out.
 */
export const keep = Effect.fnUntraced(function* (
  ownership: Ownership
): Effect.fn.Return<Lost, never, Journal | Lease | Settings> {
  const { leaseTtlMillis } = yield* Settings
  const lease = yield* Lease
  const every = Math.min(watchMillis, leaseTtlMillis / 3)
  let beatAt = yield* Clock.currentTimeMillis
  while (true) {
    yield* Effect.raceFirst(Effect.sleep(every), Queue.take(ownership.nudges))
    const now = yield* Clock.currentTimeMillis
    const due = now - beatAt >= leaseTtlMillis / 3 - every / 2 || now < beatAt
    const beating = due ? lease.beat(ownership.held) : Effect.succeed(true)
    const result = yield* Effect.result(Effect.all([beating, watch(ownership)], { concurrency: 2 }))
    if (result._tag === "Failure") {
      yield* Effect.logWarning("the lease could not be renewed; trying again", {
        reason: result.failure.message
      })
      continue
    }
    if (due) beatAt = now
    if (!result.success[0] || result.success[1] === "lost") return "lost"
  }
})

const watch = Effect.fnUntraced(function* (
  ownership: Ownership
): Effect.fn.Return<Lost | "owned", StoreError, Journal> {
  const journal = yield* Journal
  const attempt = yield* Ref.get(ownership.attempt)
  const { component, backupId } = attempt.plan
  const entry = yield* journal.read(JournalEntry.keyOf(attempt.repository, component, backupId))
  const found = Option.flatMap(entry, (x) => JournalEntry.find(x, attempt.id))
  if (Option.isNone(found)) return "owned"
  if (found.value.term !== ownership.held.term) return "lost"
  yield* learn(ownership, found.value)
  return "owned"
})
