/** Looks at a backup until it is as wanted, and reports what is new. Ends at the time limit; the backup continues. */
import { BackupClient, type BackupId, type ClientError, type Component } from "@camunda-backup/core"
import { Clock, Effect, Result } from "effect"
import { WaitTimedOut } from "../errors/CommandError.ts"
import { type Look, stateOf, type Until } from "./Look.ts"

export interface Waiting {
  readonly backupId: BackupId.BackupId
  readonly components: ReadonlyArray<Component.Component>
  readonly until: Until
  readonly refreshMillis: number
  readonly withinMillis: number
  readonly onLook: (looks: ReadonlyArray<Look>, done: boolean) => Effect.Effect<void>
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

/** Transient failures are waited out; the others end the wait. */
const passes = (error: ClientError): boolean =>
  error._tag === "ServerUnreachable" ||
  error._tag === "StoreUnavailable" ||
  error._tag === "StoreAnswerInvalid"

export const awaitBackup = Effect.fnUntraced(function* (
  waiting: Waiting
): Effect.fn.Return<ReadonlyArray<Look>, ClientError | WaitTimedOut, BackupClient> {
  const { backupId, components, until, refreshMillis, withinMillis, onLook } = waiting
  const begun = yield* Clock.currentTimeMillis
  let before = ""
  let unchanged = 0
  while (true) {
    const result = yield* Effect.result(look(backupId, components))
    if (Result.isFailure(result) && !passes(result.failure)) return yield* result.failure
    if (Result.isSuccess(result)) {
      const looks = result.success
      const state = stateOf(looks)
      unchanged = state === before ? unchanged + 1 : 1
      before = state
      const done = until(looks, unchanged)
      yield* onLook(looks, done)
      if (done) return looks
    }
    const waitedMillis = (yield* Clock.currentTimeMillis) - begun
    if (waitedMillis >= withinMillis) return yield* new WaitTimedOut({ backupId, waitedMillis })
    yield* Effect.sleep(Math.min(refreshMillis, Math.max(1, withinMillis - waitedMillis)))
  }
})
