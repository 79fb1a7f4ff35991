/** The ids of journal documents, and the scope of a lease. Readable, and unambiguous: a repository's name is the last thing in them. */
import * as BackupId from "../../domain/BackupId.ts"
import type { Key } from "../../domain/JournalEntry.ts"
import type { Scope } from "../../ports/Lease.ts"

export const entryId = ({ repository, component, backupId }: Key): string =>
  `entry:${component}:${BackupId.format(backupId)}:${repository}`

export const leaseId = ({ repository, component, deletionOf }: Scope): string =>
  deletionOf === null
    ? `lease:${component}:${repository}`
    : `deletion-lease:${component}:${BackupId.format(deletionOf)}:${repository}`
