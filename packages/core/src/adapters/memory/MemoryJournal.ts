/** The journal of one process: gone with it. The durable one is for a backup manager with replicas. */
import { Effect, Layer, Option } from "effect"
import type { Attempt } from "../../domain/Attempt.ts"
import type { BackupId } from "../../domain/BackupId.ts"
import * as Component from "../../domain/Component.ts"
import { Journal } from "../../ports/Journal.ts"

export const layer: Layer.Layer<Journal> = Layer.sync(Journal, () => {
  const attempts = Component.record(() => new Map<BackupId, Attempt>())
  return Journal.of({
    begin: (attempt) =>
      Effect.sync(() => {
        attempts[attempt.plan.component].set(attempt.plan.backupId, attempt)
      }),
    end: (id, at, how) =>
      Effect.sync(() => {
        for (const component of Component.all) {
          for (const [key, attempt] of attempts[component]) {
            if (attempt.id === id && Option.isNone(attempt.ended))
              attempts[component].set(key, { ...attempt, ended: Option.some({ at, how }) })
          }
        }
      }),
    latest: (component, backupId) =>
      Effect.sync(() => Option.fromNullishOr(attempts[component].get(backupId))),
    latestOfAll: (component) => Effect.sync(() => new Map(attempts[component])),
    forget: (component, backupId) => Effect.sync(() => void attempts[component].delete(backupId))
  })
})
