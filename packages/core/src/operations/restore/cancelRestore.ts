import { Effect, Option, Result } from "effect"
import type { Settings } from "../../config/Settings.ts"
import type { RestoreCancelError } from "../../domain/BackupError.ts"
import { RestoreNotRunning } from "../../domain/RestoreError.ts"
import * as Restore from "../../domain/restore/Restore.ts"
import type { RestoreId } from "../../domain/RestoreId.ts"
import { AskedBy } from "../../ports/AskedBy.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { RestoreRuns } from "../../engine/restore/RestoreRuns.ts"
import { restoreTransition } from "../../engine/restore/restoreTransition.ts"
import { findRestore } from "./findRestore.ts"

/** Asks a running restore to stop, on whichever replica it runs. Returns when that is recorded: its owner then stops it. */
export const cancelRestore = Effect.fn("Restore.cancel")(function* (
  id: RestoreId
): Effect.fn.Return<void, RestoreCancelError, Settings | RestoreJournal | RestoreRuns> {
  const askedBy = yield* AskedBy
  const journal = yield* RestoreJournal
  const runs = yield* RestoreRuns
  const { key, restore } = yield* findRestore(id)
  const stop = yield* restoreTransition({ _tag: "StopRequested", reason: `Cancelled by ${askedBy}.` })
  yield* journal.update(key, (found) => {
    const now = Option.getOrElse(found, () => restore)
    if (!Restore.isOpen(now)) return Result.fail(new RestoreNotRunning({ restore: id }))
    return Result.succeed(Option.isSome(Restore.stopRequested(now)) ? now : Restore.append(now, stop))
  })
  yield* runs.nudge(id)
  yield* Effect.logInfo("asked to cancel a restore", { component: key.component, restore: id, askedBy })
})
