import { Effect, Option } from "effect"
import type { StoreError } from "../../domain/BackupError.ts"
import type { Manifest } from "../../domain/restore/Manifest.ts"
import type { Restore } from "../../domain/restore/Restore.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"

/**
 * What was kept of the backup that the restore brings back; `none` when nothing was, or when it is of another attempt than the plan says.
 * `repository`: the one that the journal keeps it under.
 */
export const manifestFor = Effect.fnUntraced(function* (
  { plan }: Restore,
  repository: string
): Effect.fn.Return<Option.Option<Manifest>, StoreError, RestoreJournal> {
  const journal = yield* RestoreJournal
  const kept = yield* journal.manifest(repository, plan.component, plan.backupId)
  return Option.filter(kept, (x) => x.attempt === plan.manifestOf)
})
