/**
 * The journal of one process: gone with it. The durable one is for a backup manager with replicas.
 *
 * Bounded: the oldest attempts that have ended are forgotten first, so that a process which runs for years does not grow. What is forgotten is
 * judged by the repository alone, as after a restart.
 */
import { Effect, Layer, Option } from "effect"
import type { Attempt } from "../../domain/Attempt.ts"
import type { BackupId } from "../../domain/BackupId.ts"
import * as Component from "../../domain/Component.ts"
import { Journal } from "../../ports/Journal.ts"

/** Attempts kept a component: days of backups every few minutes. */
const keep = 1000

const forgetOldest = (attempts: Map<BackupId, Attempt>): void => {
  for (const [backupId, attempt] of attempts) {
    if (attempts.size <= keep) return
    if (Option.isSome(attempt.ended)) attempts.delete(backupId)
  }
}

export const layer: Layer.Layer<Journal> = Layer.sync(Journal, () => {
  const attempts = Component.record(() => new Map<BackupId, Attempt>())
  return Journal.of({
    begin: (attempt) =>
      Effect.sync(() => {
        const { component, backupId } = attempt.plan
        // Put at the end again, so that the order is that of the latest attempts.
        attempts[component].delete(backupId)
        attempts[component].set(backupId, attempt)
        forgetOldest(attempts[component])
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
