/** The ids of journal documents, and the scope of a lease. Readable, and unambiguous because the repository's name comes last. */
import * as BackupId from "../../domain/BackupId.ts"
import type { Key } from "../../domain/JournalEntry.ts"
import type { Component } from "../../domain/Component.ts"
import type { Job } from "../../domain/schedule/Schedule.ts"
import type { Scope } from "../../ports/Lease.ts"
import type { RestoreKey } from "../../ports/RestoreJournal.ts"

export const entryId = ({ repository, component, backupId }: Key): string =>
  `entry:${component}:${BackupId.format(backupId)}:${repository}`

export const restoreDocumentId = ({ repository, component, id }: RestoreKey): string =>
  `restore:${component}:${id}:${repository}`

export const verificationsId = (repository: string, component: Component): string =>
  `verifications:${component}:${repository}`

export const manifestId = ({ repository, component, backupId }: Key): string =>
  `manifest:${component}:${BackupId.format(backupId)}:${repository}`

export const leaseId = ({ repository, component, deletionOf, aside }: Scope): string =>
  deletionOf === null
    ? `${aside === true ? "aside-lease" : "lease"}:${component}:${repository}`
    : `deletion-lease:${component}:${BackupId.format(deletionOf)}:${repository}`

export const scheduleId = (repository: string, job: Job): string => `schedule:${job}:${repository}`
