import { Effect, Option } from "effect"
import type { Settings } from "../../config/Settings.ts"
import type { StoreError } from "../../domain/BackupError.ts"
import type { Component } from "../../domain/Component.ts"
import { isOpen } from "../../domain/restore/Restore.ts"
import { restoreId } from "../../domain/RestoreId.ts"
import { Lease, type Scope, type Seen, asideScope } from "../../ports/Lease.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { RestoreRuns } from "./RestoreRuns.ts"
import { scopeOf } from "./scopeOf.ts"
import { takeOverRestore } from "./takeOverRestore.ts"

type Services = Settings | RestoreJournal | Lease | RestoreRuns

/** Takes over a restore whose owner, by the lease, is silent or has handed it over. */
export const superviseRestore = Effect.fnUntraced(function* (
  scope: Scope,
  seen: Seen
): Effect.fn.Return<void, StoreError, Services> {
  const runs = yield* RestoreRuns
  if (seen.state !== "handed over" && !seen.silent) return
  if (yield* runs.isRunning(restoreId(seen.subject.id))) return
  yield* takeOverRestore(scope, seen.subject, Option.some(seen))
})

/** One look at the drills of a component, and at restores under other names. */
export const superviseAside = Effect.fnUntraced(function* (
  repository: string,
  component: Component
): Effect.fn.Return<void, StoreError, Services> {
  const lease = yield* Lease
  const scope = asideScope({ repository, component })
  const seen = yield* lease.look(scope)
  if (Option.isSome(seen) && seen.value.state !== "finished") yield* superviseRestore(scope, seen.value)
})

/**
 * Goes on with restores that are open in the journal although no lease speaks of them: its record came late, or the lease was lost. Reads all
 * restores, so it is not for every look.
 */
export const superviseOrphans = Effect.fnUntraced(function* (
  repository: string,
  component: Component
): Effect.fn.Return<void, StoreError, Services> {
  const lease = yield* Lease
  const journal = yield* RestoreJournal
  for (const restore of (yield* journal.list(repository, component)).filter(isOpen)) {
    const scope = scopeOf(repository, restore.plan)
    const seen = yield* lease.look(scope)
    if (Option.isNone(seen) || seen.value.state === "finished")
      yield* takeOverRestore(scope, { id: restore.id, backupId: restore.plan.backupId, restore: true }, seen)
  }
})
