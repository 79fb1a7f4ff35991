/** A restore in a list: what it was, and how it ended. */
import { Option } from "effect"
import type { BackupId } from "../BackupId.ts"
import type { Component } from "../Component.ts"
import * as Restore from "./Restore.ts"
import type { RestoreEnd } from "./RestoreEnd.ts"
import type { RestoreId } from "../RestoreId.ts"
import { bytesOf, indicesOf, type Target } from "./RestorePlan.ts"

/** What is told of a restore where it is one of many. Times are milliseconds since 1970. */
export interface RestoreSummary {
  readonly id: RestoreId
  readonly component: Component
  readonly backupId: BackupId
  readonly target: Target["_tag"]
  readonly requestedAt: number
  readonly requestedBy: string
  /** `Running`, or how it ended. */
  readonly state: "Running" | RestoreEnd["_tag"]
  /** `null` while it runs. */
  readonly endedAt: number | null
  /** Why it did not complete, in one sentence; `null` while it runs and when it did. */
  readonly reason: string | null
  readonly indices: number
  readonly bytes: number
}

/** The restore without its plan and history. */
export const summaryOf = (restore: Restore.Restore): RestoreSummary => {
  const { plan } = restore
  const { reason, state } = Restore.stateOf(restore)
  return {
    id: restore.id,
    component: plan.component,
    backupId: plan.backupId,
    target: plan.target._tag,
    requestedAt: restore.requestedAt,
    requestedBy: restore.requestedBy,
    state,
    endedAt: Option.getOrNull(Option.map(Restore.ended(restore), (x) => x.at)),
    reason,
    indices: indicesOf(plan).length,
    bytes: bytesOf(plan)
  }
}
