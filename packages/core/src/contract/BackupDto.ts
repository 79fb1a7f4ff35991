/**
 * The bodies of Camunda's Backup Management API, shared by the server and the HTTP client (Camunda API reference §3.4): key order, explicit
 * nulls, `backupId` as a JSON number with all its digits, times like `2025-06-03T07:55:15.685+0000`.
 *
 * Written as text and not as objects, because `JSON.stringify` cannot write an int64 exactly.
 */
import type { Backup } from "../domain/Backup.ts"
import { describeFailure, type Snapshot } from "../domain/Snapshot.ts"
import type { SnapshotName } from "../domain/SnapshotName.ts"

/** Milliseconds since 1970 as Camunda writes them, in UTC. */
export const formatTime = (millis: number): string => `${new Date(millis).toISOString().slice(0, 23)}+0000`

const failuresOf = (snapshot: Snapshot): string => {
  if (snapshot.damaged)
    return JSON.stringify([`The snapshot cannot be read: the repository is damaged (uuid ${snapshot.uuid}).`])
  return snapshot.failures.length === 0 ? "[]" : JSON.stringify(snapshot.failures.map(describeFailure))
}

const detail = (snapshot: Snapshot): string => {
  const startTime = snapshot.startTime === null ? "null" : `"${formatTime(snapshot.startTime)}"`
  return `{"snapshotName":${JSON.stringify(snapshot.name)},"state":"${snapshot.state}","startTime":${startTime},"failures":${failuresOf(snapshot)}}`
}

/** `{"backupId":…,"state":…,"failureReason":…,"details":[…]}` */
export const encodeBackup = (backup: Backup): string => {
  const reason = backup.reason === null ? "null" : JSON.stringify(backup.reason)
  const details = backup.snapshots.map(detail).join(",")
  return `{"backupId":${backup.backupId},"state":"${backup.state}","failureReason":${reason},"details":[${details}]}`
}

export const encodeBackups = (backups: ReadonlyArray<Backup>): string =>
  `[${backups.map(encodeBackup).join(",")}]`

/** `{"scheduledSnapshots":[…]}` */
export const encodeScheduled = (names: ReadonlyArray<SnapshotName>): string =>
  `{"scheduledSnapshots":${JSON.stringify(names)}}`
