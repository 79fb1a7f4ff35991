import { Effect } from "effect"
import type { Settings } from "../../config/Settings.ts"
import type { DeleteError } from "../../domain/BackupError.ts"
import type { BackupId } from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import type { Candidate } from "../../domain/retention/Candidate.ts"
import { removals } from "../../domain/retention/RetentionPlan.ts"
import type { RetentionPolicy } from "../../domain/retention/RetentionPolicy.ts"
import { BackupApi } from "../../ports/BackupApi.ts"
import type { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { retentionNow } from "./retentionNow.ts"

/** What was removed before it ended or was stopped. */
export interface Applied {
  readonly removed: ReadonlyArray<BackupId>
  /** Why it stopped, in one sentence; `null`: nothing more is to be removed. */
  readonly reason: string | null
}

const keyOf = ({ backupId, backups }: Candidate): string =>
  `${backupId} ${backups.map((x) => x.component).join()}`

/** What is gone already is as it shall be. */
const remove = Effect.fnUntraced(function* ({
  backups
}: Candidate): Effect.fn.Return<void, DeleteError, BackupApi> {
  const api = yield* BackupApi
  yield* Effect.forEach(
    backups,
    (x) => api.delete(x.component, x.backupId).pipe(Effect.catchTag("BackupNotFound", () => Effect.void)),
    { discard: true }
  )
})

/**
 * Removes what the policy does not keep, the oldest first, and judges anew before each: what became the last good backup meanwhile, runs or is being
 * restored, stays. Stops at the first that cannot be removed. Each is deleted as by a person: journaled, by exact names, verified gone.
 */
export const applyRetention = Effect.fn("Retention.apply")(function* (
  policy: RetentionPolicy,
  components: ReadonlyArray<Component>
): Effect.fn.Return<Applied, never, Settings | BackupApi | RestoreJournal> {
  const removed: Array<BackupId> = []
  const tried = new Set<string>()
  while (true) {
    const plan = yield* Effect.result(retentionNow(policy, components))
    if (plan._tag === "Failure") return { removed, reason: plan.failure.message }
    const next = removals(plan.success).find((x) => !tried.has(keyOf(x)))
    if (next === undefined) return { removed, reason: null }
    tried.add(keyOf(next))
    const gone = yield* Effect.result(remove(next))
    if (gone._tag === "Failure") return { removed, reason: gone.failure.message }
    removed.push(next.backupId)
    yield* Effect.logInfo("removed by retention", {
      backupId: next.backupId.toString(),
      components: next.backups.map((x) => x.component).join(" and "),
      good: next.good
    })
  }
})
