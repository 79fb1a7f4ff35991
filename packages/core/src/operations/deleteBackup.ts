import { Clock, Effect, Option } from "effect"
import { Settings } from "../config/Settings.ts"
import { type BackupError, BackupNotFound, DeleteUnfinished } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import type { Snapshot } from "../domain/Snapshot.ts"
import { pollDelay } from "../domain/step.ts"
import { Journal } from "../ports/Journal.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { Attempts, type Stopped } from "./Attempts.ts"
import { configuredRepository } from "./context.ts"

/**
 * Stops a running attempt of the id, deletes all snapshots of every version and part count by their exact names, and returns only when
 * they are gone.
 *
 * A snapshot under one of the names that came after the delete began (told by its uuid) belongs to a new backup and is left alone.
 */
export const deleteBackup = Effect.fnUntraced(function* (
  component: Component,
  backupId: BackupId
): Effect.fn.Return<void, BackupError, Settings | Journal | SnapshotStore | Attempts> {
  const repository = yield* configuredRepository()
  const store = yield* SnapshotStore
  const { retryBudgetMillis } = yield* Settings
  const find = store.find(repository, component, backupId)
  // Asked before anything is stopped: while Elasticsearch is away a delete changes nothing.
  const first = yield* find
  const stopped = yield* Effect.flatMap(Attempts, (attempts) =>
    attempts.stop(component, backupId, "Stopped by a request to delete the backup.")
  )
  if (first.length === 0 && Option.isNone(stopped))
    return yield* new BackupNotFound({ backupId, ended: null })
  if (Option.isSome(stopped)) yield* awaitInFlight(stopped.value)
  const started = yield* Clock.currentTimeMillis
  const doomed = Option.isSome(stopped) ? yield* find : first
  const uuids = new Set(doomed.map((x) => x.uuid))

  let remaining: ReadonlyArray<Snapshot> = doomed
  for (let tries = 0; remaining.length > 0; tries++) {
    const waitedMillis = (yield* Clock.currentTimeMillis) - started
    if (waitedMillis >= retryBudgetMillis)
      return yield* new DeleteUnfinished({ backupId, remaining: remaining.map((x) => x.name), waitedMillis })
    if (tries > 0) yield* Effect.sleep(pollDelay(tries))
    yield* store
      .delete(
        repository,
        remaining.map((x) => x.name)
      )
      .pipe(
        // Aborting a running snapshot can outlast the request: what is still there is looked up, not guessed.
        Effect.catchTag("StoreUnavailable", (error) => (error.ambiguous ? Effect.void : Effect.fail(error)))
      )
    remaining = (yield* find).filter((x) => uuids.has(x.uuid))
  }
  yield* Effect.flatMap(Journal, (journal) => journal.forget(component, backupId))
  yield* Effect.logInfo("backup deleted", { component, backupId: backupId.toString(), snapshots: uuids.size })
})

/** A create that was on its way when the attempt was stopped may still be carried out: waits until it shows, at most 2 s. */
const awaitInFlight = Effect.fnUntraced(function* ({ attempt, inFlight }: Stopped) {
  if (Option.isNone(inFlight)) return
  const store = yield* SnapshotStore
  const name = inFlight.value.snapshot
  for (let waited = 0; waited < 2000; waited += 50) {
    if (Option.isSome(yield* store.findOne(attempt.repository, attempt.plan.component, name))) return
    yield* Effect.sleep(50)
  }
})
