/** The states of all backups of a list, judged by what was read from the repository and the journal. */
import { Clock, Effect, type Option } from "effect"
import { Settings } from "../config/Settings.ts"
import * as Backup from "../domain/Backup.ts"
import * as BackupState from "../domain/BackupState.ts"
import type { Component } from "../domain/Component.ts"
import type { JournalEntry } from "../domain/JournalEntry.ts"
import * as ListPattern from "../domain/ListPattern.ts"
import type { Snapshot } from "../domain/Snapshot.ts"
import type { ListOptions } from "../ports/BackupApi.ts"
import type { Seen } from "../ports/Lease.ts"
import { type Mark, markOf } from "../reads/atRest.ts"
import { knownOf } from "../reads/known.ts"

/** What is requested. */
export interface Listed {
  readonly repository: string
  readonly component: Component
  readonly options: ListOptions
}

/** The entries that a list needs, or why they cannot be read. */
export interface Notable {
  readonly entries: ReadonlyMap<bigint, JournalEntry>
  readonly problem: string | null
}

/** A backup, and the facts by which it was judged. */
export interface Judged {
  readonly backup: Backup.Backup
  readonly known: BackupState.Known
  /** `null`: it is not at rest. */
  readonly mark: Mark | null
}

export const judged = (backup: Backup.Backup, known: BackupState.Known): Judged => ({
  backup,
  known,
  mark: markOf(backup, known)
})

/** By backup id, in the order of the list, preceded by live backups that have no snapshot yet. */
export const judge = Effect.fnUntraced(function* (
  { component, options }: Listed,
  snapshots: ReadonlyArray<Snapshot>,
  { journal, lease }: { readonly journal: Notable; readonly lease: Option.Option<Seen> }
) {
  const { resumeWithin } = yield* Settings
  const now = yield* Clock.currentTimeMillis
  const unknown = { ...BackupState.unknown, journalProblem: journal.problem }
  const knownBy = (backupId: bigint): BackupState.Known => {
    const entry = journal.entries.get(backupId)
    return entry === undefined ? unknown : knownOf(entry, lease, now, resumeWithin)
  }
  const ordered = options.verbose ? Backup.sortNewestFirst(snapshots) : snapshots
  const listed = Backup.group(component, ordered, knownBy)
  const ids = new Set<bigint>(listed.map((x) => x.backupId))
  const found = new Map<bigint, Judged>()
  for (const { backupId } of journal.entries.values()) {
    const known = knownBy(backupId)
    if (known.live && !ids.has(backupId) && ListPattern.matches(options.pattern, backupId))
      found.set(backupId, judged(Backup.make(component, backupId, [], known), known))
  }
  for (const backup of listed) found.set(backup.backupId, judged(backup, knownBy(backup.backupId)))
  return found
})
