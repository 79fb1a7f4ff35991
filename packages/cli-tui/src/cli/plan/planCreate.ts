import { BackupClient, type BackupId, type ClientError } from "@camunda-backup/core"
import { Effect, Result } from "effect"
import type { Services } from "../connect.ts"
import type { Context } from "../Context.ts"
import type { Report } from "../Report.ts"
import { planReport } from "./planReport.ts"

/** What a create would take now, or why it would be refused. */
export const planCreate = Effect.fnUntraced(function* (
  { invocation }: Context,
  backupId: BackupId.BackupId
): Effect.fn.Return<Report, ClientError, Services> {
  const api = yield* BackupClient
  const plans = yield* api.plan(invocation.components, backupId)
  const all = plans.flatMap(({ component, inNoPart, result }) =>
    Result.isSuccess(result)
      ? [{ component, backupId, snapshots: result.success.map((x) => ({ does: "take", ...x })), inNoPart }]
      : []
  )
  const failed = plans.flatMap(({ component, result }) =>
    Result.isFailure(result) ? [{ component, error: result.failure }] : []
  )
  return planReport(all, failed)
})
