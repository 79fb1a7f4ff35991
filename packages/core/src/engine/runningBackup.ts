import { Effect, Option } from "effect"
import { isOpen } from "../domain/Attempt.ts"
import type { StoreError } from "../domain/BackupError.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import { Journal } from "../ports/Journal.ts"
import { Lease, type Scope, type Seen } from "../ports/Lease.ts"

/**
 * Who holds the lease of a component for a backup that has not ended; a create is refused meanwhile. One that has ended, and whose lease is
 * about to be given back, is in nobody's way.
 */
export const runningBackup = Effect.fnUntraced(function* (
  scope: Scope
): Effect.fn.Return<Option.Option<Seen>, StoreError, Journal | Lease> {
  const lease = yield* Lease
  const journal = yield* Journal
  const seen = yield* lease.look(scope)
  if (Option.isNone(seen) || seen.value.state === "finished") return Option.none()
  return (yield* isFinishing(journal, scope, seen.value)) ? Option.none() : seen
})

/** Its attempt has ended. */
export const isFinishing = Effect.fnUntraced(function* (
  journal: Journal["Service"],
  { component, repository }: Omit<Scope, "deletionOf">,
  { subject }: Seen
) {
  const entry = yield* journal.read(JournalEntry.keyOf(repository, component, subject.backupId))
  return Option.exists(
    Option.flatMap(entry, (x) => JournalEntry.find(x, subject.id)),
    (x) => !isOpen(x)
  )
})
