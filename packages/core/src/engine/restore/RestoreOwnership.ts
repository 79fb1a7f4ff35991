/**
 * A restore in the hands of its owner: the lease that is kept alive, and the journal's newest word on it. As `engine/Ownership.ts` for attempts:
 * every write of an owner is refused once somebody else has taken over.
 */
import { Deferred, Duration, Effect, Option, Queue, Ref, Result } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { StoreError } from "../../domain/BackupError.ts"
import * as Restore from "../../domain/restore/Restore.ts"
import { type Held, Lease } from "../../ports/Lease.ts"
import { RestoreJournal, type RestoreKey } from "../../ports/RestoreJournal.ts"
import { keepAlive, soon } from "../keepAlive.ts"
import { isLost, Lost } from "../Lost.ts"
import { restoreTransition } from "./restoreTransition.ts"

export interface RestoreOwnership {
  readonly held: Held
  readonly restore: Ref.Ref<Restore.Restore>
  /** Done when somebody asked it to stop. */
  readonly stop: Deferred.Deferred<void>
  /** Offers make the journal be read at once. */
  readonly nudges: Queue.Queue<void>
}

export const make = Effect.fnUntraced(function* (restore: Restore.Restore, held: Held) {
  const ownership: RestoreOwnership = {
    held,
    restore: yield* Ref.make(restore),
    stop: yield* Deferred.make<void>(),
    nudges: yield* Queue.sliding<void>(1)
  }
  yield* learn(ownership, restore)
  return ownership
})

/** Where the journal keeps it. */
export const keyOf = ({ id, plan }: Restore.Restore, held: Held): RestoreKey => ({
  repository: held.scope.repository,
  component: plan.component,
  id
})

const learn = Effect.fnUntraced(function* (ownership: RestoreOwnership, restore: Restore.Restore) {
  yield* Ref.set(ownership.restore, restore)
  if (Option.isSome(Restore.stopRequested(restore))) yield* Deferred.succeed(ownership.stop, undefined)
})

/** Succeeds while the lease is held. To be asked before every act. */
export const confirm = Effect.fnUntraced(function* (
  ownership: RestoreOwnership
): Effect.fn.Return<void, StoreError | Lost, Lease> {
  const lease = yield* Lease
  if (!(yield* lease.confirm(ownership.held))) return yield* new Lost()
})

/** Appends to the restore, when the lease is still held; one that has ended already stays as it is. */
export const write = Effect.fnUntraced(function* (
  ownership: RestoreOwnership,
  event: Restore.RestoreEvent
): Effect.fn.Return<void, StoreError | Lost, RestoreJournal | Lease | Settings> {
  const journal = yield* RestoreJournal
  yield* confirm(ownership)
  const mine = yield* Ref.get(ownership.restore)
  const added = yield* restoreTransition(event)
  const after = yield* journal.update(
    keyOf(mine, ownership.held),
    (found): Result.Result<Restore.Restore, Lost> => {
      // The journal was deleted while the restore ran: it is written again from what the owner knows.
      const before = Option.getOrElse(found, () => mine)
      if (before.term !== ownership.held.term) return Result.fail(new Lost())
      return Result.succeed(Restore.isOpen(before) ? Restore.append(before, added) : before)
    }
  )
  yield* learn(ownership, after)
})

/** Keeps the lease, and watches the journal for a request to stop; fails when another process has taken over. */
export const keep = (
  ownership: RestoreOwnership
): Effect.Effect<never, Lost, RestoreJournal | Lease | Settings> =>
  Effect.raceFirst(keepAlive(ownership.held), watch(ownership))

/** Looks into the journal every second, and when it is told to. What cannot be read now is read the next time. */
const watch = Effect.fnUntraced(function* (
  ownership: RestoreOwnership
): Effect.fn.Return<never, Lost, RestoreJournal | Settings> {
  const { leaseTtl } = yield* Settings
  const every = Duration.min(Duration.divideUnsafe(leaseTtl, 3), soon)
  const due = Effect.raceFirst(Effect.sleep(every), Queue.take(ownership.nudges))
  return yield* Effect.forever(Effect.andThen(due, look(ownership)))
})

const look = Effect.fnUntraced(
  function* (ownership: RestoreOwnership): Effect.fn.Return<void, Lost | StoreError, RestoreJournal> {
    const journal = yield* RestoreJournal
    const found = yield* journal.read(keyOf(yield* Ref.get(ownership.restore), ownership.held))
    if (Option.isNone(found)) return
    if (found.value.term !== ownership.held.term) return yield* new Lost()
    yield* learn(ownership, found.value)
  },
  Effect.catchIf(isLost, Effect.fail, () => Effect.void)
)
