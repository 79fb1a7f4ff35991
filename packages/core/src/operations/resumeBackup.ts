import { Effect, Exit, Option } from "effect"
import { Settings, configuredRepository } from "../config/Settings.ts"
import * as Attempt from "../domain/Attempt.ts"
import { BackupNotFound, BackupRunning, ResumeRefused, type ResumeError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import { reasonsAgainst } from "../domain/resume.ts"
import { IndexCatalog } from "../ports/IndexCatalog.ts"
import { AskedBy } from "../ports/AskedBy.ts"
import { Journal } from "../ports/Journal.ts"
import { componentScope, Lease } from "../ports/Lease.ts"
import type { RestoreJournal } from "../ports/RestoreJournal.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { acquireLease } from "../engine/acquireLease.ts"
import { Attempts } from "../engine/Attempts.ts"
import { transition } from "../engine/transition.ts"
import { ofBackup } from "../engine/spans.ts"

/**
 * Resumes an attempt that ended before its last part: a person's decision, because its parts will belong to different times. Refused, with every
 * reason, when the existing parts and those that would be added do not belong together. Returns when the request is recorded.
 */
export const resumeBackup = Effect.fn("Backup.resume")(function* (
  component: Component,
  backupId: BackupId
): Effect.fn.Return<
  void,
  ResumeError,
  Settings | Journal | RestoreJournal | Lease | SnapshotStore | IndexCatalog | Attempts
> {
  const repository = yield* configuredRepository()
  const askedBy = yield* AskedBy
  const { camundaVersion } = yield* Settings
  const store = yield* SnapshotStore
  const journal = yield* Journal
  const lease = yield* Lease
  const catalog = yield* IndexCatalog
  const key = JournalEntry.keyOf(repository, component, backupId)
  const [, entry, snapshots] = yield* Effect.all(
    [store.checkWritable(repository), journal.read(key), store.find(repository, component, backupId)],
    { concurrency: "unbounded" }
  )
  const attempt = Option.flatMap(entry, JournalEntry.current)
  if (Option.isNone(attempt)) {
    if (snapshots.length === 0) return yield* new BackupNotFound({ backupId, ended: null })
    return yield* new ResumeRefused({
      backupId,
      reasons: ["The journal knows no attempt of it, so what was meant to be in it is not known."]
    })
  }
  if (Attempt.isOpen(attempt.value)) return yield* new BackupRunning({ component })
  const running = yield* store.running(repository, component)
  if (running.some((x) => x.attempt !== null && x.attempt !== attempt.value.id))
    return yield* new BackupRunning({ component })
  const reasons = reasonsAgainst({
    attempt: attempt.value,
    snapshots,
    version: camundaVersion,
    catalog: yield* catalog.list(attempt.value.plan.indexPrefix)
  })
  if (reasons.length > 0) return yield* new ResumeRefused({ backupId, reasons })
  const held = yield* acquireLease(componentScope(key), { id: attempt.value.id, backupId })
  const resumed = yield* transition({ _tag: "Resumed", reason: `Resumed by ${askedBy}.` })
  const attempts = yield* Attempts
  const begin = Effect.gen(function* () {
    const after = yield* journal.update(key, (x) =>
      JournalEntry.resume(x, attempt.value.id, { ...held, transition: resumed })
    )
    const mine = JournalEntry.find(after, attempt.value.id)
    if (Option.isSome(mine)) yield* attempts.start(mine.value, held, true)
  }).pipe(
    Effect.catchTag("NotResumable", () => new BackupRunning({ component })),
    Effect.uninterruptible
  )
  yield* Effect.onExit(begin, (exit) =>
    Exit.isSuccess(exit) ? Effect.void : Effect.ignore(lease.release(held, "handed over"))
  )
  yield* Effect.logInfo("backup resumed", { component, backupId: backupId.toString(), askedBy })
}, ofBackup)
