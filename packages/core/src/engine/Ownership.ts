/**
 * An attempt and its owner: the lease that is kept alive, and the attempt as the journal holds it.
 *
 * Every write of an owner is refused once another process has taken over (the attempt then has a higher term), so that a process that was paused
 * and wakes up can no longer change anything.
 */
import { Deferred, Duration, Effect, Option, Queue, Ref, Result } from "effect"
import { Settings } from "../config/Settings.ts"
import * as Attempt from "../domain/Attempt.ts"
import type { StoreError } from "../domain/BackupError.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import { Journal } from "../ports/Journal.ts"
import { type Held, Lease } from "../ports/Lease.ts"
import { keepAlive, soon } from "./keepAlive.ts"
import { isLost, Lost } from "./Lost.ts"
import { transition } from "./transition.ts"

export interface Ownership {
  readonly held: Held
  readonly attempt: Ref.Ref<Attempt.Attempt>
  /** Completes when the attempt is requested to stop. */
  readonly stop: Deferred.Deferred<void>
  /** An offer makes the owner read the journal at once. */
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

/** Succeeds while the lease is held. Must run before every act. */
export const confirm = Effect.fnUntraced(function* (
  ownership: Ownership
): Effect.fn.Return<void, StoreError | Lost, Lease> {
  const lease = yield* Lease
  if (!(yield* lease.confirm(ownership.held))) return yield* new Lost()
})

/** Appends to the attempt if the lease is still held; an attempt that has already ended stays unchanged. */
export const write = Effect.fnUntraced(function* (
  ownership: Ownership,
  event: Attempt.Event
): Effect.fn.Return<void, StoreError | Lost, Journal | Lease | Settings> {
  const journal = yield* Journal
  yield* confirm(ownership)
  const attempt = yield* Ref.get(ownership.attempt)
  const { component, backupId } = attempt.plan
  const added = yield* transition(event)
  const change = (entry: JournalEntry.JournalEntry): Result.Result<JournalEntry.JournalEntry, Lost> => {
    const found = JournalEntry.find(entry, attempt.id)
    if (Option.isNone(found)) {
      // The journal was deleted while the backup was running: the owner writes it again from what it knows.
      return Option.isSome(JournalEntry.openAttempt(entry))
        ? Result.fail(new Lost())
        : Result.succeed({ ...entry, attempts: [...entry.attempts, Attempt.append(attempt, added)] })
    }
    if (found.value.term !== ownership.held.term) return Result.fail(new Lost())
    if (!Attempt.isOpen(found.value)) return Result.succeed(entry)
    return Result.succeed(JournalEntry.change(entry, attempt.id, (x) => Attempt.append(x, added)))
  }
  const entry = yield* journal.update(JournalEntry.keyOf(attempt.repository, component, backupId), change)
  yield* learn(
    ownership,
    Option.getOrElse(JournalEntry.find(entry, attempt.id), () => attempt)
  )
})

/** Keeps the lease, and watches the journal for a request to stop; fails when another process has taken over. */
export const keep = Effect.fnUntraced(function* (
  ownership: Ownership
): Effect.fn.Return<never, Lost, Journal | Lease | Settings> {
  return yield* Effect.raceFirst(keepAlive(ownership.held), watch(ownership))
})

/** Reads the journal every second, and when it is told to. What cannot be read now is read the next time. */
const watch = Effect.fnUntraced(function* (
  ownership: Ownership
): Effect.fn.Return<never, Lost, Journal | Settings> {
  const { leaseTtl } = yield* Settings
  const every = Duration.min(Duration.divideUnsafe(leaseTtl, 3), soon)
  const due = Effect.raceFirst(Effect.sleep(every), Queue.take(ownership.nudges))
  return yield* Effect.forever(Effect.andThen(due, look(ownership)))
})

const look = Effect.fnUntraced(
  function* (ownership: Ownership): Effect.fn.Return<void, Lost | StoreError, Journal> {
    const journal = yield* Journal
    const attempt = yield* Ref.get(ownership.attempt)
    const { component, backupId } = attempt.plan
    const entry = yield* journal.read(JournalEntry.keyOf(attempt.repository, component, backupId))
    const found = Option.flatMap(entry, (x) => JournalEntry.find(x, attempt.id))
    if (Option.isNone(found)) return
    if (found.value.term !== ownership.held.term) return yield* new Lost()
    yield* learn(ownership, found.value)
  },
  Effect.catchIf(isLost, Effect.fail, () => Effect.void)
)
