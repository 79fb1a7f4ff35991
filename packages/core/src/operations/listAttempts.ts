import * as JournalEntry from "../domain/JournalEntry.ts"
import { Effect, Option } from "effect"
import { type Settings, configuredRepository } from "../config/Settings.ts"
import type { Attempt } from "../domain/Attempt.ts"
import { BackupNotFound, type GetError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import { Journal } from "../ports/Journal.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { ofBackup } from "../engine/spans.ts"

/** What the journal knows about a backup, oldest attempt first. Empty for a backup of another writer. */
export const listAttempts = Effect.fn("Backup.attempts")(function* (
  component: Component,
  backupId: BackupId
): Effect.fn.Return<ReadonlyArray<Attempt>, GetError, Settings | Journal | SnapshotStore> {
  const repository = yield* configuredRepository()
  const journal = yield* Journal
  const entry = yield* journal.read(JournalEntry.keyOf(repository, component, backupId))
  if (Option.isSome(entry)) return entry.value.attempts
  const store = yield* SnapshotStore
  const found = yield* store.find(repository, component, backupId)
  return found.length > 0 ? [] : yield* new BackupNotFound({ backupId, ended: null })
}, ofBackup)
