import { Clock, Data, Effect, Option, Result } from "effect"
import { Settings, configuredRepository } from "../config/Settings.ts"
import type { Annotation } from "../domain/Annotation.ts"
import { type Attempt, attemptId } from "../domain/Attempt.ts"
import { BackupBeingDeleted, BackupRunning, type CreateError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import { describeAll } from "../domain/LeftOut.ts"
import type { SnapshotName } from "../domain/SnapshotName.ts"
import type { IndexCatalog } from "../ports/IndexCatalog.ts"
import { AskedBy } from "../ports/AskedBy.ts"
import { Journal } from "../ports/Journal.ts"
import { componentScope, type Held, type Lease } from "../ports/Lease.ts"
import type { RestoreJournal } from "../ports/RestoreJournal.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import { acquireLease } from "../engine/acquireLease.ts"
import { Attempts } from "../engine/Attempts.ts"
import { keepAlive } from "../engine/keepAlive.ts"
import { newId } from "../engine/newId.ts"
import { recordUnder } from "../engine/recordUnder.ts"
import { catalogOf, checkEntry, checkRepository, createPlanOf } from "./planCreate.ts"
import { ofBackup } from "../engine/spans.ts"

/**
 * Checks, plans, records and starts a backup; the parts are taken in the background.
 *
 * The checks come in Camunda's order: repository configured, repository exists (and is writable), id unused, no other backup running; then the
 * indices. They run while the lease is being acquired. That is sound because the entry of the id is written by compare-and-set under the lease: an
 * attempt for the id that began and ended meanwhile is seen there, and the repository is looked at again. If calls of that attempt can still be
 * carried out, it is looked at when their time is over.
 */
export const createBackup = Effect.fn("Backup.create")(function* (
  component: Component,
  backupId: BackupId,
  annotation?: Annotation
): Effect.fn.Return<
  ReadonlyArray<SnapshotName>,
  CreateError,
  Settings | SnapshotStore | IndexCatalog | Journal | RestoreJournal | Lease | Attempts
> {
  const repository = yield* configuredRepository()
  const askedBy = yield* AskedBy
  const key = JournalEntry.keyOf(repository, component, backupId)
  const id = attemptId(yield* newId)
  const journal = yield* Journal
  const looked = yield* Effect.all(
    {
      repository: checkRepository(key),
      catalog: catalogOf(component),
      entry: journal.read(key),
      held: acquireLease(componentScope(key), { id, backupId })
    },
    { concurrency: "unbounded", mode: "result" }
  )
  const held = Result.getSuccess(looked.held)
  const checked = Effect.gen(function* () {
    const entry = Result.map(
      looked.entry,
      Option.getOrElse(() => JournalEntry.make(key))
    )
    // A backup that is being deleted is not reported as one that exists.
    if (Result.isFailure(looked.repository) && looked.repository.failure._tag === "BackupExists")
      yield* checkEntry(Result.getOrElse(entry, () => JournalEntry.make(key)))
    // The repository's answer comes first in Camunda's order of checks, whichever call failed first.
    yield* Effect.fromResult(looked.repository)
    yield* checkEntry(yield* Effect.fromResult(entry))
    const mine = yield* Effect.fromResult(looked.held)
    const plan = yield* createPlanOf(key, yield* Effect.fromResult(looked.catalog), annotation)
    const attempt: Attempt = {
      id,
      plan,
      repository,
      askedAt: yield* Clock.currentTimeMillis,
      askedBy,
      term: mine.term,
      transitions: []
    }
    return { attempt, held: mine }
  })
  const { attempt } = yield* Option.isNone(held)
    ? Effect.flatMap(checked, begin)
    : recordUnder(held.value, checked, begin)
  const { inNoPart = [] } = attempt.plan
  if (inNoPart.length > 0)
    yield* Effect.logWarning("indices in no part", {
      component,
      backupId: backupId.toString(),
      indices: describeAll(inNoPart)
    })
  yield* Effect.logInfo("backup started", { component, backupId: backupId.toString(), attempt: id, askedBy })
  return attempt.plan.parts.map((part) => part.snapshot)
}, ofBackup)

/** An attempt of the id has ended, maybe after the repository was looked at: its parts may exist by now or, if it is `unsettled`, may still appear. */
class EndedMeanwhile extends Data.TaggedError("EndedMeanwhile")<{ readonly unsettled: boolean }> {}

/** Like `JournalEntry.begin`, unless an attempt has ended that may have left parts. */
const beginUnlessEnded = (
  entry: JournalEntry.JournalEntry,
  attempt: Attempt
): Result.Result<JournalEntry.JournalEntry, JournalEntry.Occupied | EndedMeanwhile> => {
  const begun = JournalEntry.begin(entry, attempt)
  const ended = Result.isSuccess(begun) && Option.isSome(JournalEntry.current(entry))
  return ended ? Result.fail(new EndedMeanwhile({ unsettled: JournalEntry.endedUnsettled(entry) })) : begun
}

/** Waits until no call of the previous attempt can be carried out any longer (`CAMUNDA_BACKUP_MASTER_TIMEOUT`), and keeps the lease meanwhile. */
const untilSettled = Effect.fnUntraced(function* (held: Held) {
  const { masterTimeout } = yield* Settings
  yield* Effect.raceFirst(Effect.sleep(masterTimeout), keepAlive(held))
})

/** Records the attempt, then starts it. */
const begin = Effect.fnUntraced(function* (x: { readonly attempt: Attempt; readonly held: Held }) {
  const { attempt, held } = x
  const { component, backupId } = attempt.plan
  const key = JournalEntry.keyOf(attempt.repository, component, backupId)
  const journal = yield* Journal
  const attempts = yield* Attempts
  const start = <E>(
    rule: (entry: JournalEntry.JournalEntry, attempt: Attempt) => Result.Result<JournalEntry.JournalEntry, E>
  ) =>
    journal
      .update(key, (entry) =>
        Option.isSome(JournalEntry.find(entry, attempt.id)) ? Result.succeed(entry) : rule(entry, attempt)
      )
      .pipe(Effect.andThen(attempts.start(attempt, held, false)), Effect.uninterruptible)
  // Under the lease no other process takes the backup, so one look decides, unless calls of the previous attempt are still on their way.
  const afterLooking = Effect.andThen(checkRepository(key), start(JournalEntry.begin))
  yield* start(beginUnlessEnded).pipe(
    Effect.catchTag("EndedMeanwhile", ({ unsettled }) =>
      unsettled ? Effect.andThen(untilSettled(held), afterLooking) : afterLooking
    ),
    Effect.catchTags({
      AttemptOpen: () => new BackupRunning({ component }),
      DeletionPending: () => new BackupBeingDeleted({ backupId }),
      Lost: () => new BackupRunning({ component })
    })
  )
  return x
})
