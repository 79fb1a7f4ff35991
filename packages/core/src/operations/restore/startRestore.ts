import { Clock, Effect, Option, Result } from "effect"
import { configuredRepository } from "../../config/Settings.ts"
import { BackupBeingDeleted, type RestoreStartError, type StoreError } from "../../domain/BackupError.ts"
import * as JournalEntry from "../../domain/JournalEntry.ts"
import { RestorePlanChanged, RestoreRefused, RestoreRunning } from "../../domain/RestoreError.ts"
import type { Subject } from "../../domain/LeaseRecord.ts"
import * as Restore from "../../domain/restore/Restore.ts"
import { restoreId } from "../../domain/RestoreId.ts"
import { blockers, type PlanDigest, type RestorePlan } from "../../domain/restore/RestorePlan.ts"
import { AskedBy } from "../../ports/AskedBy.ts"
import { Journal } from "../../ports/Journal.ts"
import type { Held } from "../../ports/Lease.ts"
import type { RestoreQuestion } from "../../domain/restore/RestoreQuestion.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { acquireLease } from "../../engine/acquireLease.ts"
import { keepAlive } from "../../engine/keepAlive.ts"
import { newId } from "../../engine/newId.ts"
import { recordUnder } from "../../engine/recordUnder.ts"
import { RestoreRuns } from "../../engine/restore/RestoreRuns.ts"
import { scopeOf } from "../../engine/restore/scopeOf.ts"
import { restoreTransition } from "../../engine/restore/restoreTransition.ts"
import { planWith } from "./planRestore.ts"
import type { PlanServices } from "./restoreFacts.ts"

/**
 * Makes the plan again under the lease, and begins to carry it out when it is the one that was seen. Nothing is changed by a refusal.
 *
 * Against a delete of the same backup: the restore is recorded before it is looked whether a deletion is pending, and a deletion is recorded
 * before it is looked whether a restore is open, so that at most one of them goes on.
 */
export const startRestore = Effect.fn("Restore.start")(function* (
  question: RestoreQuestion,
  digest: Option.Option<PlanDigest>
): Effect.fn.Return<Restore.Restore, RestoreStartError, PlanServices | RestoreRuns> {
  const own = yield* configuredRepository()
  const { backupId, component, target } = question
  const id = restoreId(yield* newId)
  const subject: Subject = { id, backupId, restore: true }
  const held = yield* acquireLease(scopeOf(own, question), subject)
  const decided = Effect.gen(function* () {
    // The plan watches for writes, and asks for much: the lease is kept meanwhile.
    const plan = yield* Effect.raceFirst(planWith(question, false), keepAlive(held)).pipe(
      Effect.catchTag("Lost", () => new RestoreRunning({ component, backupId, restore: id }))
    )
    yield* checked(plan, question, digest)
    return {
      id,
      plan,
      requestedAt: yield* Clock.currentTimeMillis,
      requestedBy: yield* AskedBy,
      term: held.term,
      transitions: []
    } satisfies Restore.Restore
  })
  const restore = yield* recordUnder(held, decided, (x) => begin(x, held, own))
  yield* Effect.logInfo("restore started", {
    component,
    backupId: backupId.toString(),
    restore: id,
    target: target._tag,
    askedBy: restore.requestedBy
  })
  return restore
})

/** The plan can be run, and is the one that was seen. A drill changes nothing that exists, and needs no look at it before. */
const checked = (
  plan: RestorePlan,
  { component, backupId, target }: RestoreQuestion,
  digest: Option.Option<PlanDigest>
): Effect.Effect<void, RestoreRefused | RestorePlanChanged> => {
  const reasons = blockers(plan)
  if (reasons.length > 0)
    return Effect.fail(
      new RestoreRefused({
        component,
        backupId,
        reasons: reasons.map((x) => `${x.symptom} ${x.action ?? ""}`.trim())
      })
    )
  return target._tag === "Drill" || Option.contains(digest, plan.digest)
    ? Effect.void
    : Effect.fail(new RestorePlanChanged({ component, backupId, digest: plan.digest }))
}

const begin = Effect.fnUntraced(function* (
  restore: Restore.Restore,
  held: Held,
  repository: string
): Effect.fn.Return<Restore.Restore, StoreError | BackupBeingDeleted, PlanServices | RestoreRuns> {
  const { backupId, component } = restore.plan
  const journal = yield* Journal
  const restores = yield* RestoreJournal
  const runs = yield* RestoreRuns
  const key = { repository, component, id: restore.id }
  return yield* Effect.uninterruptible(
    Effect.gen(function* () {
      yield* restores.update(key, (found) => Result.succeed(Option.getOrElse(found, () => restore)))
      const entry = yield* journal.read(JournalEntry.keyOf(restore.plan.repository, component, backupId))
      if (Option.exists(entry, (x) => Option.isSome(x.deletion))) {
        const ended = yield* restoreTransition({
          _tag: "Ended",
          how: { _tag: "Stopped", reason: "The backup is being deleted." }
        })
        yield* restores.update(key, (found) =>
          Result.succeed(
            Restore.append(
              Option.getOrElse(found, () => restore),
              ended
            )
          )
        )
        return yield* new BackupBeingDeleted({ backupId })
      }
      yield* runs.start(restore, held, false)
      return restore
    })
  )
})
