import { Clock, Effect } from "effect"
import { configuredRepository, type Settings } from "../../config/Settings.ts"
import type { ReadError } from "../../domain/BackupError.ts"
import type { Component } from "../../domain/Component.ts"
import * as ListPattern from "../../domain/ListPattern.ts"
import * as Restore from "../../domain/restore/Restore.ts"
import { planRetention } from "../../domain/retention/planRetention.ts"
import type { RetentionPlan } from "../../domain/retention/RetentionPlan.ts"
import type { RetentionPolicy } from "../../domain/retention/RetentionPolicy.ts"
import { BackupApi } from "../../ports/BackupApi.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"

/** What a policy keeps and removes of the backups of these components as they are now. Nothing is written. */
export const retentionNow = Effect.fnUntraced(function* (
  policy: RetentionPolicy,
  components: ReadonlyArray<Component>
): Effect.fn.Return<RetentionPlan, ReadError, Settings | BackupApi | RestoreJournal> {
  const repository = yield* configuredRepository()
  const api = yield* BackupApi
  const journal = yield* RestoreJournal
  const found = yield* Effect.forEach(
    components,
    (component) =>
      Effect.all(
        [
          api.list(component, { pattern: ListPattern.everything, verbose: true }),
          journal.list(repository, component)
        ],
        { concurrency: 2 }
      ),
    { concurrency: "unbounded" }
  )
  const restoring = new Set(
    found.flatMap(([, restores]) =>
      restores.filter(Restore.isOpen).map(({ plan }) => `${plan.component} ${plan.backupId}`)
    )
  )
  const isRestoring = (x: { readonly component: Component; readonly backupId: bigint }): boolean =>
    restoring.has(`${x.component} ${x.backupId}`)
  const backups = found.flatMap(([list]) => list)
  return planRetention(backups, policy, { components, isRestoring }, yield* Clock.currentTimeMillis)
})
