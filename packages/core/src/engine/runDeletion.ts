/**
 * Carries out a deletion: waits for the end of the backup's attempt, deletes every snapshot by its exact name, verifies that they are gone, and
 * records that in the journal.
 *
 * It holds the deletion's lease, and confirms it before every DELETE: a process that was paused must not delete what was made under the same
 * names after another process had finished the deletion.
 */
import { Cause, Clock, Duration, Effect, Option, Result } from "effect"
import { Settings } from "../config/Settings.ts"
import type { StoreError } from "../domain/BackupError.ts"
import { afterLooking, beforeLooking, type DeletionStep, type Settled } from "../domain/deletion.ts"
import { isAmbiguous } from "../domain/isAmbiguous.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import * as Restore from "../domain/restore/Restore.ts"
import { RestoreRunning } from "../domain/RestoreError.ts"
import { pollDelay } from "../domain/step.ts"
import { Journal } from "../ports/Journal.ts"
import { type Held, Lease } from "../ports/Lease.ts"
import { monotonicMillis } from "../ports/monotonicMillis.ts"
import { RestoreJournal } from "../ports/RestoreJournal.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { count, deletions } from "./counters.ts"
import { keepAlive } from "./keepAlive.ts"
import { isLost, Lost } from "./Lost.ts"
import { watching } from "./pacing.ts"

type Services = Settings | Journal | RestoreJournal | Lease | SnapshotStore

/** Returns when the backup is gone and the journal says so, whichever process did it. */
export const runDeletion = Effect.fnUntraced(function* (
  key: JournalEntry.Key,
  deletion: JournalEntry.Deletion
): Effect.fn.Return<void, StoreError | RestoreRunning, Services> {
  const { leaseTtl } = yield* Settings
  yield* Effect.retry(tryDeletion(key, deletion), {
    schedule: watching(leaseTtl),
    while: isLost
  }).pipe(Effect.catchTag("Lost", Effect.die))
})

/** Fails with `Lost` while another process is carrying it out. */
const tryDeletion = Effect.fnUntraced(function* (
  key: JournalEntry.Key,
  deletion: JournalEntry.Deletion
): Effect.fn.Return<void, StoreError | RestoreRunning | Lost, Services> {
  const lease = yield* Lease
  const scope = { ...key, deletionOf: key.backupId }
  const entry = yield* pending(key, deletion)
  if (Option.isNone(entry)) return
  const seen = yield* lease.look(scope)
  // It is taken over in the name of its holder, even if that was an earlier deletion of the same id.
  const taken = yield* Option.match(seen, {
    onNone: () => lease.acquire(scope, { id: deletion.id, backupId: key.backupId }),
    onSome: (x) => lease.takeOver(scope, x.subject, 0)
  })
  if (Option.isNone(taken)) return yield* new Lost()
  const held = taken.value
  yield* Effect.raceFirst(carryOut(key, deletion, held, Option.isSome(seen)), keepAlive(held)).pipe(
    Effect.onError((cause) =>
      Option.exists(Cause.findErrorOption(cause), isLost)
        ? Effect.void
        : Effect.ignore(lease.release(held, "handed over"))
    )
  )
  yield* count(deletions, key.component)
  yield* lease.release(held, "finished")
})

/** The entry, while the deletion is still pending. */
const pending = Effect.fnUntraced(function* (key: JournalEntry.Key, deletion: JournalEntry.Deletion) {
  const journal = yield* Journal
  const entry = yield* journal.read(key)
  return Option.filter(entry, (x) => Option.exists(x.deletion, ({ id }) => id === deletion.id))
})

/** How many snapshots one DELETE names. Names have at most 255 bytes, a request line 4096. */
const atOnce = 14

/** `inherited`: an earlier owner may have sent a DELETE a moment ago. */
const carryOut = Effect.fnUntraced(function* (
  key: JournalEntry.Key,
  deletion: JournalEntry.Deletion,
  held: Held,
  inherited: boolean
): Effect.fn.Return<void, StoreError | RestoreRunning | Lost, Services> {
  const settleMillis = Duration.toMillis((yield* Settings).masterTimeout)
  const lease = yield* Lease
  const store = yield* SnapshotStore
  const journal = yield* Journal
  const deleted = new Set<string>()
  /** When the attempt was seen to have ended. */
  let endedSince: number | null = null
  /** When the last DELETE whose answer was lost was given up. */
  let unansweredSince = inherited ? yield* monotonicMillis : null
  for (let tries = 0; ; tries++) {
    const now = yield* monotonicMillis
    const step: DeletionStep = yield* nextStep(key, deletion, {
      creates: endedSince !== null && now - endedSince >= settleMillis,
      deletes: unansweredSince === null || now - unansweredSince >= settleMillis
    })
    endedSince = step._tag === "AwaitEnd" ? null : (endedSince ?? now)
    if (step._tag === "Done") return
    if (step._tag === "RecordGone") {
      const at = yield* Clock.currentTimeMillis
      yield* journal.update(key, (x) => Result.succeed(JournalEntry.finishDeletion(x, deletion.id, at)))
      yield* Effect.logInfo("backup deleted", {
        component: key.component,
        backupId: key.backupId.toString(),
        snapshots: deleted.size
      })
      return
    }
    if (tries > 0) yield* Effect.sleep(Math.min(pollDelay(tries), 500))
    if (step._tag === "AwaitEnd" || step._tag === "LookAgain") continue
    // After the deletion was recorded: a restore that begins later sees it, and is refused.
    if (deleted.size === 0)
      yield* notRestored(key).pipe(
        Effect.tapError((error) => (error._tag === "RestoreRunning" ? withdraw(key, deletion) : Effect.void))
      )
    // As many as go into one request, so that nothing comes between it and the confirmation.
    const snapshots = step.snapshots.slice(0, atOnce)
    if (!(yield* lease.confirm(held))) return yield* new Lost()
    for (const { uuid } of snapshots) deleted.add(uuid)
    const answered = yield* store
      .delete(
        key.repository,
        snapshots.map((x) => x.name)
      )
      .pipe(
        // Aborting a running snapshot can outlast the request: what still exists is looked up, not guessed.
        Effect.as(true),
        Effect.catchIf(isAmbiguous, () => Effect.succeed(false)),
        Effect.catchIf(
          (error) => error._tag !== "StoreUnavailable" && error._tag !== "StoreTlsFailed",
          (refusal) => Effect.andThen(withdraw(key, deletion), Effect.fail(refusal))
        )
      )
    if (!answered) unansweredSince = yield* monotonicMillis
  }
})

/** Fails while the backup is being restored: a part would be gone when its turn comes. */
const notRestored = Effect.fnUntraced(function* ({ backupId, component, repository }: JournalEntry.Key) {
  const restores = yield* RestoreJournal
  const found = (yield* restores.list(repository, component)).find(
    (x) => x.plan.backupId === backupId && Restore.isOpen(x)
  )
  if (found !== undefined) return yield* new RestoreRunning({ component, backupId, restore: found.id })
})

const nextStep = Effect.fnUntraced(function* (
  key: JournalEntry.Key,
  deletion: JournalEntry.Deletion,
  settled: Settled
): Effect.fn.Return<DeletionStep, StoreError, Services> {
  const journal = yield* Journal
  const store = yield* SnapshotStore
  const entry = Option.getOrElse(yield* journal.read(key), () => JournalEntry.make(key))
  const known = beforeLooking(entry, deletion.id)
  if (Option.isSome(known)) return known.value
  const found = yield* store.find(key.repository, key.component, key.backupId)
  return afterLooking(entry, found, settled)
})

/** Elasticsearch refuses for good (no privilege, a read-only repository): the request failed, and must not be retried forever. */
const withdraw = Effect.fnUntraced(function* (key: JournalEntry.Key, deletion: JournalEntry.Deletion) {
  const journal = yield* Journal
  yield* journal.update(key, (x) => Result.succeed(JournalEntry.withdrawDeletion(x, deletion.id)))
})
