/**
 * What a restore has to look like, kept when the backup is taken: the snapshot itself tells neither aliases nor counts, and nothing of the
 * templates. Backups without one (Camunda's own, older ones, those of a journal that is lost) restore too; what could not be compared is then
 * said. A whole drill of such a backup makes one, which proves less: that later restores bring back what the drill did.
 */
import type { Snapshot } from "../Snapshot.ts"
import { snapshotsDigest } from "../Verification.ts"
import type { BackupId } from "../BackupId.ts"
import type { Component } from "../Component.ts"
import type { CapturedTemplates } from "./CapturedTemplates.ts"
import type { IndexCount, IndexShape } from "./IndexShape.ts"

/** One index of a backup. */
export interface ManifestIndex extends Omit<IndexShape, "mapping"> {
  /** `null`: it changed while the backup was taken. */
  readonly mapping: string | null
  /** Before its part was begun, or a part earlier; `null` when it was not known. */
  readonly before: IndexCount | null
  /** After its part had ended; `null` when it was not known. */
  readonly after: IndexCount | null
}

/** Where a manifest comes from that was not taken with the backup: a drill made it from what it had restored. */
export interface MadeByDrill {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Of the uuids of the snapshots that it restored. */
  readonly snapshots: string
}

/** What was there when a backup was taken; or, of one that had no manifest, what a drill of it brought back. */
export interface Manifest {
  readonly component: Component
  readonly backupId: BackupId
  /** The attempt that took it, of another one's snapshots it says nothing; or the drill that made it. */
  readonly attempt: string
  /** `null`: it was taken with the backup. */
  readonly drilled: MadeByDrill | null
  /** Elasticsearch's version, e.g. `8.19.21`; `null` when it was not known. */
  readonly elasticsearch: string | null
  readonly indices: ReadonlyArray<ManifestIndex>
  /** `null` when they were not known. */
  readonly templates: CapturedTemplates | null
}

/** Whether it says anything of a backup with these snapshots. */
export const isOf = (
  { attempt, drilled }: Pick<Manifest, "attempt" | "drilled">,
  snapshots: ReadonlyArray<Pick<Snapshot, "attempt" | "uuid">>
): boolean =>
  drilled === null
    ? snapshots.every((x) => x.attempt === attempt)
    : drilled.snapshots === snapshotsDigest(snapshots)
