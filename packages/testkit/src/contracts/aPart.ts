import {
  Attempt,
  type BackupId,
  type CamundaVersion,
  type CreatePlan,
  SnapshotName
} from "@camunda-backup/core"

/** A create request for one part that asks for an expression. */
export const aPart = (
  backupId: bigint,
  expression: readonly [string, ...ReadonlyArray<string>],
  part = 1
) => {
  const key = {
    component: "operate" as const,
    backupId: backupId as BackupId.BackupId,
    version: "8.7.2" as CamundaVersion.CamundaVersion
  }
  const snapshot = SnapshotName.format({ ...key, part, count: 6 })
  const planned: CreatePlan.PlannedPart = { snapshot, part, count: 6, expression, indices: [], dated: false }
  const plan: CreatePlan.CreatePlan = { ...key, indexPrefix: "c", parts: [planned] }
  return { plan, part: planned, attempt: Attempt.attemptId(`attempt-of-${backupId}`) }
}
