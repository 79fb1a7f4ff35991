/** Who holds the lease of a component, and so keeps every other process from writing for it. */
import { Effect, Option } from "effect"
import { isOpen } from "../domain/Attempt.ts"
import { BackupRunning, type StoreError } from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import type { LeaseRecord } from "../domain/LeaseRecord.ts"
import * as Restore from "../domain/restore/Restore.ts"
import { restoreId } from "../domain/RestoreId.ts"
import { RestoreRunning } from "../domain/RestoreError.ts"
import { Journal } from "../ports/Journal.ts"
import { Lease, type Scope, type Seen } from "../ports/Lease.ts"
import { RestoreJournal } from "../ports/RestoreJournal.ts"

/**
 * Who holds the lease of a component for a backup or restore that has not ended; a create is refused meanwhile. One that has ended, and whose
 * lease is about to be given back, does not count.
 */
export const runningBackup = Effect.fnUntraced(function* (
  scope: Scope
): Effect.fn.Return<Option.Option<Seen>, StoreError, Journal | RestoreJournal | Lease> {
  const lease = yield* Lease
  const seen = yield* lease.look(scope)
  if (Option.isNone(seen) || seen.value.state === "finished") return Option.none()
  return (yield* isFinishing(scope, seen.value)) ? Option.none() : seen
})

/** Whether that for which it holds the lease has ended. */
export const isFinishing = Effect.fnUntraced(function* (
  { component, repository }: Pick<Scope, "component" | "repository">,
  { subject }: Seen
): Effect.fn.Return<boolean, StoreError, Journal | RestoreJournal> {
  if (subject.restore === true) {
    const restores = yield* RestoreJournal
    const restore = yield* restores.read({ repository, component, id: restoreId(subject.id) })
    return Option.exists(restore, (x) => !Restore.isOpen(x))
  }
  const journal = yield* Journal
  const entry = yield* journal.read(JournalEntry.keyOf(repository, component, subject.backupId))
  return Option.exists(
    Option.flatMap(entry, (x) => JournalEntry.find(x, subject.id)),
    (x) => !isOpen(x)
  )
})

/** Why no other process may write for the component meanwhile. */
export const refusalOf = (
  component: Component,
  { subject }: Pick<LeaseRecord, "subject">
): BackupRunning | RestoreRunning =>
  subject.restore === true
    ? new RestoreRunning({ component, backupId: subject.backupId, restore: subject.id })
    : new BackupRunning({ component })
