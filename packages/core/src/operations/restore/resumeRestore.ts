import { Effect, Exit, Option, Result } from "effect"
import type { Settings } from "../../config/Settings.ts"
import type { RestoreResumeError } from "../../domain/BackupError.ts"
import { RestoreRefused, RestoreRunning } from "../../domain/RestoreError.ts"
import * as Restore from "../../domain/restore/Restore.ts"
import type { RestoreId } from "../../domain/RestoreId.ts"
import { AskedBy } from "../../ports/AskedBy.ts"
import type { Journal } from "../../ports/Journal.ts"
import { Lease } from "../../ports/Lease.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { acquireLease } from "../../engine/acquireLease.ts"
import { RestoreRuns } from "../../engine/restore/RestoreRuns.ts"
import { restoreTransition } from "../../engine/restore/restoreTransition.ts"
import { scopeOf } from "../../engine/restore/scopeOf.ts"
import { findRestore } from "./findRestore.ts"

/** Goes on with a restore that ended before it was completed. What is there by its mark is not made again; what differs is compared again. */
export const resumeRestore = Effect.fn("Restore.resume")(function* (
  id: RestoreId
): Effect.fn.Return<void, RestoreResumeError, Settings | Journal | RestoreJournal | Lease | RestoreRuns> {
  const askedBy = yield* AskedBy
  const journal = yield* RestoreJournal
  const lease = yield* Lease
  const runs = yield* RestoreRuns
  const { key, restore } = yield* findRestore(id)
  const { backupId, component, target } = restore.plan
  const running = new RestoreRunning({ component, backupId, restore: id })
  if (Restore.isOpen(restore)) return yield* running
  if (Option.exists(Restore.ended(restore), (x) => x.how._tag === "Completed"))
    return yield* new RestoreRefused({ component, backupId, reasons: ["It is completed."] })
  if (target._tag === "Drill")
    return yield* new RestoreRefused({
      component,
      backupId,
      reasons: ["Nothing is left of a drill that has ended: begin another."]
    })
  const held = yield* acquireLease(scopeOf(key.repository, restore.plan), { id, backupId, restore: true })
  const resumed = yield* restoreTransition({ _tag: "Resumed", reason: `Resumed by ${askedBy}.` })
  const begin = Effect.gen(function* () {
    const after = yield* journal.update(key, (found) => {
      const now = Option.getOrElse(found, () => restore)
      if (now.term === held.term) return Result.succeed(now)
      return Restore.isOpen(now)
        ? Result.fail(running)
        : Result.succeed(Restore.append({ ...now, term: held.term }, resumed))
    })
    yield* runs.start(after, held, true)
  }).pipe(Effect.uninterruptible)
  yield* Effect.onExit(begin, (exit) =>
    Exit.isSuccess(exit) ? Effect.void : Effect.ignore(lease.release(held, "handed over"))
  )
  yield* Effect.logInfo("restore resumed", { component, backupId: backupId.toString(), restore: id, askedBy })
})
