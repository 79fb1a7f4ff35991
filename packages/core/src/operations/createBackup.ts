import { Clock, Effect, Exit, Option, Random } from "effect"
import { Settings } from "../config/Settings.ts"
import { type Attempt, type AttemptId, attemptId } from "../domain/Attempt.ts"
import { type BackupError, BackupExists, BackupRunning } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import * as CreatePlan from "../domain/CreatePlan.ts"
import * as IndexSets from "../domain/IndexSets.ts"
import type { SnapshotName } from "../domain/SnapshotName.ts"
import { IndexCatalog } from "../ports/IndexCatalog.ts"
import { Journal } from "../ports/Journal.ts"
import { type Held, Lease } from "../ports/Lease.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { Attempts } from "./Attempts.ts"
import { configuredRepository } from "./context.ts"

/**
 * Checks, plans, records and starts a backup; the parts are taken in the background.
 *
 * Order of checks as Camunda's: repository configured, repository there (and writable), id unused, no other backup running; then the indices.
 * All checks happen under the component's lease, so that two requests at the same moment cannot both pass them.
 */
export const createBackup = Effect.fnUntraced(function* (
  component: Component,
  backupId: BackupId,
  askedBy: string
): Effect.fn.Return<
  ReadonlyArray<SnapshotName>,
  BackupError,
  Settings | SnapshotStore | IndexCatalog | Journal | Lease | Attempts
> {
  const repository = yield* configuredRepository()
  const lease = yield* Lease
  const id = yield* newAttemptId
  const held = yield* lease.acquire(component, id)
  if (Option.isNone(held)) {
    yield* checkRepository(repository, component, backupId)
    return yield* new BackupRunning({ component })
  }
  return yield* Effect.onExit(begin(repository, component, backupId, id, askedBy, held.value), (exit) =>
    Exit.isSuccess(exit) ? Effect.void : lease.release(held.value)
  )
})

const begin = Effect.fnUntraced(function* (
  repository: string,
  component: Component,
  backupId: BackupId,
  id: AttemptId,
  askedBy: string,
  held: Held
) {
  const looked = yield* Effect.all(
    { repository: checkRepository(repository, component, backupId), catalog: catalogOf(component) },
    { concurrency: "unbounded", mode: "result" }
  )
  // The repository's answer comes first in Camunda's order of checks, whichever call failed first.
  yield* Effect.fromResult(looked.repository)
  const catalog = yield* Effect.fromResult(looked.catalog)
  const { camundaVersion, indexPrefixes } = yield* Settings
  const plan = yield* Effect.fromResult(
    CreatePlan.make({
      component,
      backupId,
      version: camundaVersion,
      indexPrefix: indexPrefixes[component],
      indexSet: Option.getOrElse(IndexSets.find(component, camundaVersion), () => []),
      catalog
    })
  )
  const attempt: Attempt = {
    id,
    plan,
    repository,
    askedAt: yield* Clock.currentTimeMillis,
    askedBy,
    ended: Option.none()
  }
  const journal = yield* Journal
  const attempts = yield* Attempts
  yield* Effect.uninterruptible(Effect.andThen(journal.begin(attempt), attempts.start(attempt, held)))
  yield* Effect.logInfo("backup started", { component, backupId: backupId.toString(), attempt: id, askedBy })
  return plan.parts.map((part) => part.snapshot)
})

const catalogOf = Effect.fnUntraced(function* (component: Component) {
  const { indexPrefixes } = yield* Settings
  const catalog = yield* IndexCatalog
  return yield* catalog.list(indexPrefixes[component])
})

const checkRepository = Effect.fnUntraced(function* (
  repository: string,
  component: Component,
  backupId: BackupId
) {
  const store = yield* SnapshotStore
  const [, found, running] = yield* Effect.all(
    [
      store.checkWritable(repository),
      store.find(repository, component, backupId),
      store.running(repository, component)
    ],
    { concurrency: "unbounded" }
  )
  if (found.length > 0) {
    const snapshots = found.map(({ name, uuid }) => ({ name, uuid }))
    return yield* new BackupExists({ backupId, snapshots })
  }
  // Camunda's own, or a part that outlived the process which asked for it: two backups of one component must not interleave.
  if (running.length > 0) return yield* new BackupRunning({ component })
})

/** 128 random bits in hexadecimal: 32 characters. */
const newAttemptId: Effect.Effect<AttemptId> = Effect.map(
  Effect.all(Array.from({ length: 4 }, () => Random.nextIntBetween(0, 2 ** 32 - 1))),
  (words) => attemptId(words.map((word) => word.toString(16).padStart(8, "0")).join(""))
)
