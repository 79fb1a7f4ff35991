/** Duration and size of what has one id, from facts about its snapshots. `null`: not known, or not over. */
import { type Backup, type BackupGroup, type FactsOf, Verification } from "@camunda-backup/core"
import type { Drills } from "./PageFacts.ts"

export interface Measures {
  readonly tookMillis: number | null
  readonly bytes: number | null
}

const unknown: Measures = { tookMillis: null, bytes: null }

/** Together, from the first part that began to the last one that ended. */
export const measuresOf = (backups: ReadonlyArray<Backup.Backup>, factsOf: FactsOf): Measures => {
  if (backups.some((x) => x.state === "IN_PROGRESS")) return unknown
  const snapshots = backups.flatMap((x) => x.snapshots)
  const facts = snapshots.flatMap((x) => factsOf(x.uuid) ?? [])
  if (facts.length === 0 || facts.length < snapshots.length) return unknown
  const begins = snapshots.flatMap((x) => x.startTime ?? [])
  const ends = facts.flatMap((x) => x.endTime ?? [])
  const sizes = facts.flatMap((x) => x.bytes ?? [])
  return {
    tookMillis:
      begins.length === 0 || ends.length < facts.length ? null : Math.max(...ends) - Math.min(...begins),
    bytes: sizes.length < facts.length ? null : sizes.reduce((sum, x) => sum + x, 0)
  }
}

/** The last drill of these very snapshots; `null`: there was none, or it is not known. */
export const drillOf = (backup: Backup.Backup, drills: Drills): Verification.Verification | null => {
  const found = drills?.get(backup.component)?.get(backup.backupId)
  return found !== undefined && found.snapshots === Verification.snapshotsDigest(backup.snapshots)
    ? found
    : null
}

/** When the last of its components was proved; `null`: not each of them is. */
export const verifiedAt = ({ backups }: BackupGroup.BackupGroup, drills: Drills): number | null => {
  const found = backups.flatMap((x) => drillOf(x, drills) ?? []).filter((x) => x.result === "verified")
  return found.length === 0 || found.length < backups.length ? null : Math.min(...found.map((x) => x.at))
}
