/** Watches a restore until it has ended, and shows how far it is. Ends at the time limit; the restore goes on. */
import {
  type ClientError,
  Restore,
  RestoreClient,
  type RestoreId,
  type RestoreStatus
} from "@camunda-backup/core"
import { Clock, Effect, Result } from "effect"
import type { Context } from "../context/Context.ts"
import { RestoreWaitTimedOut } from "../errors/CommandError.ts"
import { isSilent } from "../output/render.ts"
import { progressLine } from "../../text/restoreText.ts"

/** Transient failures are waited out; the others end the wait. */
const passes = (error: ClientError): boolean =>
  error._tag === "ServerUnreachable" ||
  error._tag === "StoreUnavailable" ||
  error._tag === "StoreAnswerInvalid"

/** The restore when it has ended. */
export const awaitRestore = Effect.fnUntraced(function* (
  { invocation, terminal }: Context,
  id: RestoreId.RestoreId
): Effect.fn.Return<RestoreStatus, ClientError | RestoreWaitTimedOut, RestoreClient> {
  const { refreshMillis, waitTimeoutMillis } = invocation
  const api = yield* RestoreClient
  const begun = yield* Clock.currentTimeMillis
  const silent = isSilent(invocation)
  let shown = ""
  while (true) {
    const result = yield* Effect.result(api.status(id))
    if (Result.isFailure(result) && !passes(result.failure)) return yield* result.failure
    if (Result.isSuccess(result)) {
      const status = result.success
      const done = !Restore.isOpen(status.restore)
      const line = progressLine(status)
      if (!silent && terminal.columns !== null)
        yield* terminal.redraw([line.slice(0, terminal.columns - 1)], done)
      else if (!silent && line !== shown) yield* terminal.note(line)
      shown = line
      if (done) return status
    }
    const waitedMillis = (yield* Clock.currentTimeMillis) - begun
    if (waitedMillis >= waitTimeoutMillis)
      return yield* new RestoreWaitTimedOut({ restore: id, waitedMillis })
    yield* Effect.sleep(Math.min(refreshMillis, Math.max(1, waitTimeoutMillis - waitedMillis)))
  }
})
