import { Effect, Option, Result } from "effect"
import { type Settings, configuredRepository } from "../config/Settings.ts"
import { BackupNotRunning, type CancelError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import { AskedBy } from "../ports/AskedBy.ts"
import { Journal } from "../ports/Journal.ts"
import { Attempts } from "../engine/Attempts.ts"
import { transition } from "../engine/transition.ts"
import { ofBackup } from "../engine/spans.ts"

/**
 * Requests that a running attempt stop, on any replica. Returns when the request is recorded: its owner then aborts the running part and leaves
 * the finished ones.
 */
export const cancelBackup = Effect.fn("Backup.cancel")(function* (
  component: Component,
  backupId: BackupId
): Effect.fn.Return<void, CancelError, Settings | Journal | Attempts> {
  const repository = yield* configuredRepository()
  const askedBy = yield* AskedBy
  const journal = yield* Journal
  const stop = yield* transition({ _tag: "StopAsked", reason: `Cancelled by ${askedBy}.` })
  yield* journal.update(JournalEntry.keyOf(repository, component, backupId), (entry) =>
    Option.isNone(JournalEntry.openAttempt(entry))
      ? Result.fail(new BackupNotRunning({ backupId }))
      : Result.succeed(JournalEntry.askStop(entry, stop))
  )
  const attempts = yield* Attempts
  yield* attempts.nudge(component, backupId)
  yield* Effect.logInfo("asked to cancel a backup", { component, backupId: backupId.toString(), askedBy })
}, ofBackup)
