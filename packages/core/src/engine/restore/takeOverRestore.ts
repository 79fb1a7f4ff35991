/** Goes on with, or ends, a restore or drill that a dead or departed owner left. */
import { Clock, Duration, Effect, Option, Result } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { StoreError } from "../../domain/BackupError.ts"
import type { Subject } from "../../domain/LeaseRecord.ts"
import { decideTakeOver } from "../../domain/restore/decideTakeOver.ts"
import * as Restore from "../../domain/restore/Restore.ts"
import { restoreId } from "../../domain/RestoreId.ts"
import { Lease, type Scope, type Seen } from "../../ports/Lease.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { silenceOf } from "../../reads/silence.ts"
import { RestoreRuns } from "./RestoreRuns.ts"
import { restoreTransition } from "./restoreTransition.ts"

type Services = Settings | RestoreJournal | Lease | RestoreRuns

/** Takes the lease over and carries out what `domain/restore/decideTakeOver.ts` decides. Nothing happens when another process was faster. */
export const takeOverRestore = Effect.fn("Restore.takeOver")(function* (
  scope: Scope,
  subject: Subject,
  seen: Option.Option<Seen>
): Effect.fn.Return<void, StoreError, Services> {
  const resumeWithinMillis = Duration.toMillis((yield* Settings).resumeWithin)
  const lease = yield* Lease
  const journal = yield* RestoreJournal
  const runs = yield* RestoreRuns
  const key = { repository: scope.repository, component: scope.component, id: restoreId(subject.id) }
  const before = yield* journal.read(key)
  const heardAt = Option.match(before, { onNone: () => 0, onSome: Restore.lastHeardOf })
  const silence = silenceOf(seen, heardAt, yield* Clock.currentTimeMillis)
  const term = Option.match(before, { onNone: () => 0, onSome: (x) => x.term })
  const held = yield* lease.takeOver(scope, subject, term)
  if (Option.isNone(held)) return
  // Read again under the lease: the owner may have ended it in its last moment.
  const decided = decideTakeOver(yield* journal.read(key), silence, resumeWithinMillis)
  if (decided._tag === "Free") return yield* lease.release(held.value, "finished")
  const written = yield* restoreTransition(decided.event)
  const mine = yield* journal.update(key, (found) => {
    const restore = Option.getOrElse(found, () => decided.restore)
    return Result.succeed<Restore.Restore>(
      !Restore.isOpen(restore) || restore.term >= held.value.term
        ? restore
        : Restore.append({ ...restore, term: held.value.term }, written)
    )
  })
  if (!Restore.isOpen(mine)) return yield* lease.release(held.value, "finished")
  yield* Effect.logInfo("going on with a restore that another process began", {
    component: scope.component,
    backupId: subject.backupId.toString(),
    restore: subject.id,
    silentMillis: silence
  })
  yield* runs.start(mine, held.value, true)
})
