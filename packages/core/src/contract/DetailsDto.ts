/** One backup in `/api/v1`. */
import { Option } from "effect"
import type { BackupDetails, Part } from "../domain/BackupDetails.ts"
import * as BackupId from "../domain/BackupId.ts"
import type { Progress } from "../domain/Progress.ts"
import type { Amount } from "../domain/SnapshotFacts.ts"
import * as AttemptDto from "./AttemptDto.ts"
import { rfc3339OrNull } from "./rfc3339.ts"

const part = (x: Part) => ({
  part: x.part,
  snapshot: x.snapshot,
  state: x.state,
  startedAt: rfc3339OrNull(x.startedAt),
  finishedAt: rfc3339OrNull(x.finishedAt),
  indices: x.indices,
  shards: x.shards,
  bytes: x.bytes,
  damaged: x.damaged,
  failures: x.failures
})

const amount = ({ done, total }: Amount) => ({ done, total })

const progress = ({ bytesPerSecond, current, parts, remainingMillis, stalledSince }: Progress) => ({
  parts: amount(parts),
  current:
    current === null
      ? null
      : {
          part: current.part,
          snapshot: current.snapshot,
          startedAt: rfc3339OrNull(current.startedAt),
          shards: { ...amount(current.shards), failed: current.shards.failed },
          files: amount(current.files),
          bytes: amount(current.bytes)
        },
  bytesPerSecond,
  remainingMillis,
  stalledSince: rfc3339OrNull(stalledSince)
})

/** The JSON of all there is to say of one backup. Ids are strings, times RFC 3339. */
export const encode = (details: BackupDetails) => {
  const { attempt, backup, finishedAt, inNoPart, parts, startedAt, version } = details
  return {
    component: backup.component,
    backupId: BackupId.format(backup.backupId),
    state: backup.state,
    reason: backup.reason,
    version,
    startedAt: rfc3339OrNull(startedAt),
    finishedAt: rfc3339OrNull(finishedAt),
    progress: progress(details.progress),
    parts: parts.map(part),
    inNoPart,
    attempt: Option.getOrNull(Option.map(attempt, AttemptDto.summary))
  }
}
