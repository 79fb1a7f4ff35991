import { Clock, Deferred, Duration, Effect, Option, Result } from "effect"
import { Settings, configuredRepository } from "../config/Settings.ts"
import { BackupNotFound, DeleteUnfinished, type DeleteError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import { AskedBy } from "../ports/AskedBy.ts"
import { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { Attempts } from "../engine/Attempts.ts"
import { newId } from "../engine/newId.ts"
import { transition } from "../engine/transition.ts"
import { Deletions } from "../engine/Deletions.ts"
import { readBackup } from "./getBackup.ts"
import { ofBackup } from "../engine/spans.ts"

/**
 * Records the deletion, stops a running attempt of the id on any replica, deletes all snapshots of every version and part count by their exact
 * names, and returns only when they are gone for every later request, on every replica. Once recorded, the deletion is carried out, whatever
 * happens to this process.
 */
export const deleteBackup = Effect.fn("Backup.delete")(function* (
  component: Component,
  backupId: BackupId
): Effect.fn.Return<void, DeleteError, Settings | Journal | Lease | SnapshotStore | Attempts | Deletions> {
  const repository = yield* configuredRepository()
  const askedBy = yield* AskedBy
  const { masterTimeout, readMaxAge, retryBudget } = yield* Settings
  const store = yield* SnapshotStore
  const attempts = yield* Attempts
  const deletions = yield* Deletions
  const key = JournalEntry.keyOf(repository, component, backupId)
  // Looks before anything is recorded: while Elasticsearch is unreachable, or the repository cannot be written, a delete changes nothing.
  const [{ snapshots, known }] = yield* Effect.all(
    [readBackup(repository, component, backupId), store.checkWritable(repository)],
    { concurrency: 2 }
  )
  if (snapshots.length === 0 && !known.live && Option.isNone(known.deletion))
    return yield* new BackupNotFound({ backupId, ended: null })
  const deletion: JournalEntry.Deletion = {
    id: yield* newId,
    askedAt: yield* Clock.currentTimeMillis,
    askedBy,
    snapshots: snapshots.map(({ name, uuid }) => ({ name, uuid }))
  }
  const stop = yield* transition({
    _tag: "StopAsked",
    reason: `Stopped by a request to delete the backup, by ${askedBy}.`
  })
  const journal = yield* Journal
  const entry = yield* journal.update(key, (x) => Result.succeed(JournalEntry.askDeletion(x, deletion, stop)))
  yield* attempts.nudge(component, backupId)
  if (Option.isNone(entry.deletion)) return
  const done = yield* deletions.start(key, entry.deletion.value)
  // Plus the time within which an unanswered create of an attempt that ended can still be carried out: until then the id is not free.
  const waited = Duration.sum(retryBudget, masterTimeout)
  const finished = yield* Effect.timeoutOption(Deferred.await(done), waited)
  // Looks once more: the journal could have been lost meanwhile, and then nobody would be carrying the deletion out.
  const doomed = new Set(snapshots.map((x) => x.uuid))
  const remaining = (yield* store.find(repository, component, backupId)).filter(
    (x) => Option.isNone(finished) || doomed.has(x.uuid)
  )
  if (Option.isSome(finished) && remaining.length === 0)
    // Until then other replicas may answer with what they had read before.
    return yield* Effect.sleep(readMaxAge)
  return yield* new DeleteUnfinished({
    backupId,
    remaining: remaining.map((x) => x.name),
    waitedMillis: Duration.toMillis(waited)
  })
}, ofBackup)
