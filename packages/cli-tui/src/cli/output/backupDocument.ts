import {
  Backup,
  BackupId,
  Quantities,
  Snapshot,
  type Verification,
  VerificationDto
} from "@camunda-backup/core"

const inOrder = (snapshots: ReadonlyArray<Snapshot.Snapshot>) => snapshots.toSorted((a, b) => a.part - b.part)

/** A backup for programs. The id is a string of digits: readers that make numbers of JSON numbers would round it. */
export const backupDocument = (
  backup: Backup.Backup,
  verified: Verification.Verification | null
): Readonly<Record<string, unknown>> => ({
  component: backup.component,
  backupId: BackupId.format(backup.backupId),
  state: backup.state,
  reason: backup.reason,
  verified: verified === null ? null : VerificationDto.encodeOne(verified),
  ...Backup.annotationOf(backup),
  parts: inOrder(backup.snapshots).map((x) => ({
    part: x.part,
    count: x.count,
    version: x.version,
    snapshot: x.name,
    state: x.state,
    startTime: x.startTime === null ? null : Quantities.rfc3339(x.startTime),
    damaged: x.damaged,
    failures: x.failures.map(Snapshot.describeFailure)
  }))
})
