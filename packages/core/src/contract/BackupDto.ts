/**
 * The bodies of Camunda's Backup Management API, shared by the server and the HTTP client (Camunda API reference §3.4): key order, explicit
 * nulls, `backupId` as a JSON number with all its digits, times like `2025-06-03T07:55:15.685+0000`.
 *
 * Written as text rather than as objects, because `JSON.stringify` cannot write an int64 exactly.
 */
import type { Backup } from "../domain/Backup.ts"
import { describeFailure, type Snapshot } from "../domain/Snapshot.ts"
import type { SnapshotName } from "../domain/SnapshotName.ts"

const dayMillis = 86_400_000
const two = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, "0"))
const three = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, "0"))

/**
 * Milliseconds since 1970 as Camunda writes them, in UTC. The date is formatted once per day of snapshots rather than once per snapshot: it is most
 * of the work of writing a long list.
 */
const timeFormatter = (): ((millis: number) => string) => {
  let day = Number.NaN
  let date = ""
  return (millis) => {
    const today = Math.floor(millis / dayMillis)
    if (today !== day) {
      day = today
      date = new Date(today * dayMillis).toISOString().slice(0, 11)
    }
    const rest = millis - today * dayMillis
    const hours = two[Math.floor(rest / 3_600_000)]
    const minutes = two[Math.floor(rest / 60_000) % 60]
    const seconds = two[Math.floor(rest / 1000) % 60]
    return `${date}${hours}:${minutes}:${seconds}.${three[rest % 1000]}+0000`
  }
}

const failuresOf = (snapshot: Snapshot): string => {
  if (snapshot.damaged)
    return JSON.stringify([`The snapshot cannot be read: the repository is damaged (uuid ${snapshot.uuid}).`])
  return snapshot.failures.length === 0 ? "[]" : JSON.stringify(snapshot.failures.map(describeFailure))
}

/** Snapshot names need no escaping: `SnapshotName.parse` accepts none that would. */
const detail = (x: Snapshot, time: (millis: number) => string): string =>
  `{"snapshotName":"${x.name}","state":"${x.state}","startTime":${x.startTime === null ? "null" : `"${time(x.startTime)}"`},"failures":${failuresOf(x)}}`

const encode = (backup: Backup, time: (millis: number) => string): string => {
  const reason = backup.reason === null ? "null" : JSON.stringify(backup.reason)
  const details = backup.snapshots.map((x) => detail(x, time)).join(",")
  return `{"backupId":${backup.backupId},"state":"${backup.state}","failureReason":${reason},"details":[${details}]}`
}

/** `{"backupId":…,"state":…,"failureReason":…,"details":[…]}` */
export const encodeBackup = (backup: Backup): string => encode(backup, timeFormatter())

const backupsInAPiece = 200

/** The array of all backups, in pieces of one text, so that a list of ten thousand is never in memory as a whole. */
export function* encodeBackups(backups: ReadonlyArray<Backup>): Generator<string> {
  const time = timeFormatter()
  yield "["
  for (let i = 0; i < backups.length; i += backupsInAPiece) {
    const piece = backups.slice(i, i + backupsInAPiece).map((x) => encode(x, time))
    yield (i === 0 ? "" : ",") + piece.join(",")
  }
  yield "]"
}

/** `{"scheduledSnapshots":[…]}` */
export const encodeScheduled = (names: ReadonlyArray<SnapshotName>): string =>
  `{"scheduledSnapshots":${JSON.stringify(names)}}`
