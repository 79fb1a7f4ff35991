/** Looks at a backup until it is as wanted, and reports what is new. Ends at the time limit; the backup continues. */
import { BackupClient, type BackupId, type ClientError, type Component } from "@camunda-backup/core"
import { Effect, Result } from "effect"
import { WaitTimedOut } from "../errors/CommandError.ts"
import { type Look, stateOf, type Until } from "./Look.ts"
import { poll } from "./poll.ts"
import type { Teller } from "./Teller.ts"

export interface Waiting {
  readonly backupId: BackupId.BackupId
  readonly components: ReadonlyArray<Component.Component>
  readonly until: Until
  readonly refreshMillis: number
  readonly withinMillis: number
  readonly teller: Teller<ReadonlyArray<Look>>
}

const look = Effect.fnUntraced(function* (
  backupId: BackupId.BackupId,
  components: ReadonlyArray<Component.Component>
): Effect.fn.Return<ReadonlyArray<Look>, ClientError, BackupClient> {
  const api = yield* BackupClient
  const results = yield* Effect.forEach(
    components,
    (component) =>
      Effect.map(Effect.result(api.details(component, backupId)), (result) => ({ component, result })),
    { concurrency: "unbounded" }
  )
  const looks: Array<Look> = []
  for (const { component, result } of results) {
    if (Result.isSuccess(result)) looks.push({ component, details: result.success })
    else if (result.failure._tag === "BackupNotFound") looks.push({ component, details: null })
    else return yield* result.failure
  }
  return looks
})

export const awaitBackup = (
  waiting: Waiting
): Effect.Effect<ReadonlyArray<Look>, ClientError | WaitTimedOut, BackupClient> => {
  const { backupId, components, until, refreshMillis, withinMillis, teller } = waiting
  let before = ""
  let unchanged = 0
  return poll({
    look: look(backupId, components),
    enough: (looks) => {
      const state = stateOf(looks)
      unchanged = state === before ? unchanged + 1 : 1
      before = state
      return until(looks, unchanged)
    },
    refreshMillis,
    withinMillis,
    teller,
    timedOut: (waitedMillis, last) => new WaitTimedOut({ backupId, waitedMillis, last })
  })
}
