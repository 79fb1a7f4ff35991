/** Runs a restore or drill to its end, and records it: the interpreter of `domain/restore/restoreStep.ts`. */
import { Clock, Duration, Effect, Option, Ref } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { StoreError } from "../../domain/BackupError.ts"
import * as Restore from "../../domain/restore/Restore.ts"
import { describe, type RestoreEnd } from "../../domain/restore/RestoreEnd.ts"
import { type RestoreLimits, restoreStep } from "../../domain/restore/restoreStep.ts"
import * as Work from "../../domain/restore/RestoreWork.ts"
import { snapshotsDigest, type Verification } from "../../domain/Verification.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import type { Lost } from "../Lost.ts"
import { retrying, untilLost } from "../pacing.ts"
import { pauseUnlessStopped } from "../pause.ts"
import { actRestore, type RestoreServices } from "./actRestore.ts"
import * as Ownership from "./RestoreOwnership.ts"

/** Indices deleted in one go. */
const deleteBatch = 20

/** What bounds a restore, from the settings. */
export const restoreLimits = Effect.map(Settings, (x): RestoreLimits => ({
  partTimeoutMillis: Duration.toMillis(x.partTimeout),
  retryBudgetMillis: Duration.toMillis(x.retryBudget),
  settleMillis: Duration.toMillis(x.masterTimeout),
  deleteBatch
}))

/** Runs to the end and records it; fails when another process has taken over, which then records it. */
export const runRestore = (
  ownership: Ownership.RestoreOwnership,
  resumed: boolean
): Effect.Effect<void, Lost, RestoreServices> =>
  Effect.raceFirst(runStages(ownership, resumed), Ownership.keep(ownership))

const runStages = Effect.fnUntraced(function* (
  ownership: Ownership.RestoreOwnership,
  resumed: boolean
): Effect.fn.Return<void, Lost, RestoreServices> {
  const limits = yield* restoreLimits
  let work = (resumed ? Work.resume : Work.begin)(yield* Ref.get(ownership.restore), yield* monotonicMillis)
  while (true) {
    work = Work.withRestore(work, yield* Ref.get(ownership.restore))
    const action = restoreStep(work, yield* monotonicMillis, limits)
    if (action._tag === "End") return yield* recordEnd(ownership, action.how)
    if (action._tag === "Look") {
      const stopping = Option.isSome(Restore.stopRequested(work.restore))
      yield* pauseUnlessStopped(ownership.stop, stopping, action.afterMillis)
      const now = yield* Ref.get(ownership.restore)
      // Somebody asked to stop meanwhile: that is decided on with what is known.
      if (!stopping && Option.isSome(Restore.stopRequested(now)) && work.fact._tag === "Looked") continue
    }
    work = yield* actRestore(ownership, work, action)
    if (work.fact._tag === "Unavailable")
      yield* Effect.logWarning("Elasticsearch did not carry out a step of a restore; trying again", {
        ...fieldsOf(work.restore),
        step: work.fact.step,
        try: work.tries,
        reason: work.fact.reason
      })
  }
})

const fieldsOf = ({ id, plan }: Restore.Restore) => ({
  component: plan.component,
  backupId: plan.backupId.toString(),
  restore: id
})

/** As often as it takes: the lease is kept meanwhile, so nobody else decides otherwise. What a drill proved is kept before its end. */
const recordEnd = Effect.fnUntraced(function* (ownership: Ownership.RestoreOwnership, how: RestoreEnd) {
  const restore = yield* Ref.get(ownership.restore)
  const found = verificationOf(restore, how, yield* Clock.currentTimeMillis)
  const journal = yield* RestoreJournal
  const again = <A, R>(write: Effect.Effect<A, StoreError | Lost, R>): Effect.Effect<A, Lost, R> =>
    write.pipe(
      Effect.tapError((error) =>
        error._tag === "Lost"
          ? Effect.void
          : Effect.logWarning("the end of a restore could not be recorded; trying again", {
              ...fieldsOf(restore),
              reason: error.message
            })
      ),
      untilLost(retrying)
    )
  if (found !== null) yield* again(journal.verify(ownership.held.scope.repository, found))
  yield* again(Ownership.write(ownership, { _tag: "Ended", how }))
  const fields = { ...fieldsOf(restore), target: restore.plan.target._tag }
  yield* how._tag === "Completed"
    ? Effect.logInfo("restore completed", fields)
    : Effect.logError("restore not completed", { ...fields, reason: describe(how) })
})

/** What the end proves of the backup; `null` when it proves nothing: it was stopped, or Elasticsearch did not let it. */
const verificationOf = (restore: Restore.Restore, how: RestoreEnd, at: number): Verification | null => {
  const { plan } = restore
  const compared = Option.getOrNull(
    Option.orElse(Restore.comparisonOf(restore, "drill"), () => Restore.comparisonOf(restore, "restore"))
  )
  const result =
    how._tag === "Completed"
      ? "verified"
      : how._tag === "Differs"
        ? "differs"
        : how._tag === "ShardFailed"
          ? "damaged"
          : null
  return result === null
    ? null
    : {
        component: plan.component,
        backupId: plan.backupId,
        at,
        by: restore.id,
        snapshots: snapshotsDigest(plan.parts),
        result,
        indices: compared?.indices ?? 0,
        ofIndices: plan.indicesInBackup,
        bytes: compared?.bytes ?? 0,
        reason: result === "verified" ? null : describe(how)
      }
}
