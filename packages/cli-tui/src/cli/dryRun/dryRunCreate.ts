import { BackupClient, type BackupId, type ClientError } from "@camunda-backup/core"
import { Effect, Result } from "effect"
import type { Services } from "../context/connect.ts"
import type { Context } from "../context/Context.ts"
import type { Output } from "../output/Output.ts"
import { dryRunOutput } from "./dryRunOutput.ts"

/** What a create would take now, or why it would be refused. */
export const dryRunCreate = Effect.fnUntraced(function* (
  { invocation }: Context,
  backupId: BackupId.BackupId
): Effect.fn.Return<Output, ClientError, Services> {
  const api = yield* BackupClient
  const plans = yield* api.planCreate(invocation.components, backupId, invocation.annotation)
  const all = plans.flatMap(({ component, inNoPart, result }) =>
    Result.isSuccess(result)
      ? [{ component, backupId, snapshots: result.success.map((x) => ({ does: "take", ...x })), inNoPart }]
      : []
  )
  const failed = plans.flatMap(({ component, result }) =>
    Result.isFailure(result) ? [{ component, error: result.failure }] : []
  )
  return dryRunOutput(all, failed)
})
