/**
 * What a restore has to look like, kept when the backup is taken: the snapshot itself tells neither aliases nor counts, and nothing of the
 * templates. Backups without one (Camunda's own, older ones) restore too; what could not be compared is then said.
 */
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

/** What was there when a backup was taken. */
export interface Manifest {
  readonly component: Component
  readonly backupId: BackupId
  /** The attempt that took it: of another one's snapshots it says nothing. */
  readonly attempt: string
  /** Elasticsearch's version, e.g. `8.19.21`; `null` when it was not known. */
  readonly elasticsearch: string | null
  readonly indices: ReadonlyArray<ManifestIndex>
  /** `null` when they were not known. */
  readonly templates: CapturedTemplates | null
}
