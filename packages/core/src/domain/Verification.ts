/** What a drill or a restore has proved of a backup. Belongs to the very snapshots: of others under the same names it says nothing. */
import type { BackupId } from "./BackupId.ts"
import type { Component } from "./Component.ts"
import { digest } from "./digest.ts"
import type { RestoreId } from "./RestoreId.ts"

/** How the last drill of a backup ended. */
export interface Verification {
  readonly component: Component
  readonly backupId: BackupId
  /** Milliseconds since 1970. */
  readonly at: number
  readonly by: RestoreId
  /** Of the uuids of all its snapshots. */
  readonly snapshots: string
  /** `differs`: it could be restored, and is not as it was backed up. `damaged`: it cannot be restored. */
  readonly result: "verified" | "differs" | "damaged"
  /** Indices that were restored and compared, of all in the backup. */
  readonly indices: number
  readonly ofIndices: number
  readonly bytes: number
  /** What was wrong, in one sentence; `null` when nothing. */
  readonly reason: string | null
}

/** Stands for the very snapshots of a backup. */
export const snapshotsDigest = (parts: ReadonlyArray<{ readonly uuid: string }>): string =>
  digest(parts.map((x) => x.uuid).toSorted())

/** It proves that the backup of these snapshots can be restored as a whole. */
export const proves = (
  verification: Verification,
  snapshots: string,
  now: number,
  withinMillis: number
): boolean =>
  verification.result === "verified" &&
  verification.snapshots === snapshots &&
  verification.indices === verification.ofIndices &&
  now - verification.at <= withinMillis

/**
 * Whether it is about this backup and not about one that had the id before: a drill of it cannot have ended before it began. For whoever does not
 * know the uuids of its snapshots.
 */
export const isOf = (verification: Verification, startedAt: number | null): boolean =>
  startedAt !== null && startedAt <= verification.at
