/** Watches a restore until it has ended, and shows how far it is. Ends at the time limit; the restore goes on. */
import {
  type ClientError,
  Restore,
  RestoreClient,
  type RestoreId,
  type RestoreStatus
} from "@camunda-backup/core"
import { Effect } from "effect"
import type { Context } from "../context/Context.ts"
import { RestoreWaitTimedOut } from "../errors/CommandError.ts"
import { isSilent } from "../output/render.ts"
import { progressLine } from "../../text/restoreText.ts"
import { poll } from "../wait/poll.ts"
import { makeTeller } from "../wait/Teller.ts"

/** The restore when it has ended. */
export const awaitRestore = Effect.fnUntraced(function* (
  { invocation, terminal }: Context,
  id: RestoreId.RestoreId
): Effect.fn.Return<RestoreStatus, ClientError | RestoreWaitTimedOut, RestoreClient> {
  const { refreshMillis, waitTimeoutMillis } = invocation
  const api = yield* RestoreClient
  let told = ""
  return yield* poll({
    look: api.status(id),
    enough: ({ restore }) => !Restore.isOpen(restore),
    refreshMillis,
    withinMillis: waitTimeoutMillis,
    teller: makeTeller<RestoreStatus>(terminal, isSilent(invocation), {
      block: (status, columns) => [progressLine(status).slice(0, columns - 1)],
      news: (status) => {
        const line = progressLine(status)
        const isNew = line !== told
        told = line
        return isNew ? [line] : []
      },
      summary: progressLine
    }),
    timedOut: (waitedMillis, last) => new RestoreWaitTimedOut({ restore: id, waitedMillis, last })
  })
})
