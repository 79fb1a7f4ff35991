import { Clock, Effect, Option } from "effect"
import { Settings, configuredRepository } from "../config/Settings.ts"
import * as Backup from "../domain/Backup.ts"
import type { BackupId } from "../domain/BackupId.ts"
import * as BackupState from "../domain/BackupState.ts"
import type { Component } from "../domain/Component.ts"
import type { JournalEntry } from "../domain/JournalEntry.ts"
import type { Snapshot } from "../domain/Snapshot.ts"
import * as ListPattern from "../domain/ListPattern.ts"
import type { ListOptions } from "../ports/BackupApi.ts"
import type { ReadError } from "../domain/BackupError.ts"
import { Journal } from "../ports/Journal.ts"
import { Lease, type Seen, componentScope } from "../ports/Lease.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { knownOf, orProblem } from "../reads/known.ts"
import { readBackup } from "./getBackup.ts"

/**
 * All backups in the repository whose snapshots match, whoever made them. Verbose: newest first, and in each the newest part first; otherwise
 * in Elasticsearch's order, which is by name. The states are the same in both.
 *
 * A backup that was accepted a moment ago is in it before Elasticsearch shows its first snapshot, as it is found by its id.
 *
 * A long list is read while backups go on: those the journal tells something new of afterwards are read again, each by itself.
 */
export const listBackups = Effect.fn("Backup.list")(function* (
  component: Component,
  options: ListOptions
): Effect.fn.Return<ReadonlyArray<Backup.Backup>, ReadError, Settings | Journal | Lease | SnapshotStore> {
  const repository = yield* configuredRepository()
  const { resumeWithin } = yield* Settings
  const store = yield* SnapshotStore
  const lease = yield* Lease
  const look = Effect.map(
    orProblem(lease.look(componentScope({ repository, component })), Option.none()),
    (x) => x.value
  )
  const seenBefore = yield* look
  const { before, snapshots } = yield* Effect.all(
    {
      before: notable(repository, component, seenBefore),
      snapshots: store.list(repository, component, options.pattern, { verbose: options.verbose })
    },
    { concurrency: 2 }
  )
  const seen = yield* look
  const after =
    isQuiet(seenBefore, seen) && isExplained(snapshots, before.entries)
      ? before
      : yield* notable(repository, component, seen)
  // Every attempt has a term of its own: the same term means that none began meanwhile.
  const begun = termOf(seenBefore) !== termOf(seen)
  const now = yield* Clock.currentTimeMillis
  const ordered = options.verbose ? Backup.sortNewestFirst(snapshots) : snapshots
  const backups = Backup.group(component, ordered, (backupId) => {
    const entry = after.entries.get(backupId)
    return entry === undefined
      ? { ...BackupState.unknown, journalProblem: after.problem }
      : knownOf(entry, seen, now, resumeWithin)
  })
  const listed = new Set<bigint>(snapshots.map((x) => x.backupId))
  const accepted = [...after.entries.values()].flatMap((entry) => {
    const known = knownOf(entry, seen, now, resumeWithin)
    const isNew = known.live && !listed.has(entry.backupId)
    return isNew && ListPattern.matches(options.pattern, entry.backupId)
      ? [Backup.make(component, entry.backupId, [], known)]
      : []
  })
  const checked = yield* Effect.forEach(backups, (backup) =>
    isSame(before.entries.get(backup.backupId), after.entries.get(backup.backupId)) &&
    !(begun && backup.state === "INCOMPLETE") &&
    !isByTheJournalAlone(backup)
      ? Effect.succeed([backup])
      : readAgain(repository, backup, options)
  )
  return [...accepted, ...checked.flat()]
})

const notable = Effect.fnUntraced(function* (
  repository: string,
  component: Component,
  seen: Option.Option<Seen>
) {
  const journal = yield* Journal
  const nothing: ReadonlyMap<bigint, JournalEntry> = new Map<BackupId, JournalEntry>()
  const { value, problem } = yield* orProblem(
    journal.notable(repository, component, subjectOf(seen)),
    nothing
  )
  return { entries: value, problem }
})

/** Whether the journal tells of every backup that lacks parts: of another one a deletion may have begun meanwhile. */
const isExplained = (
  snapshots: ReadonlyArray<Snapshot>,
  entries: ReadonlyMap<bigint, JournalEntry>
): boolean => {
  const parts = new Map<bigint, number>()
  for (const { backupId, count } of snapshots) parts.set(backupId, (parts.get(backupId) ?? count) - 1)
  for (const [backupId, missing] of parts) if (missing > 0 && !entries.has(backupId)) return false
  return true
}

/** No attempt lived from the first look to the second: each has a term of its own, and none was open. Then the journal tells nothing new. */
const isQuiet = (before: Option.Option<Seen>, after: Option.Option<Seen>): boolean =>
  termOf(before) === termOf(after) &&
  ![before, after].some((x) => Option.exists(x, (y) => y.state !== "finished"))

/** What the lease was held for last. */
const subjectOf = (seen: Option.Option<Seen>): ReadonlyArray<BackupId> =>
  Option.match(seen, { onNone: () => [], onSome: (x) => [x.subject.backupId] })

const termOf = (seen: Option.Option<Seen>): number =>
  Option.match(seen, { onNone: () => 0, onSome: (x) => x.term })

/**
 * No part runs: it goes on, or has ended a moment ago. A search sees that later than who reads the entry by its id, and what was shown as
 * COMPLETED must not be listed as IN_PROGRESS afterwards.
 */
const isByTheJournalAlone = ({ state, snapshots }: Backup.Backup): boolean =>
  state === "IN_PROGRESS" && snapshots.every((x) => x.state !== "IN_PROGRESS")

/** Whether the journal says the same of it: the same attempts with as many transitions. */
const isSame = (a: JournalEntry | undefined, b: JournalEntry | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    Option.isSome(a.deletion) === Option.isSome(b.deletion) &&
    a.attempts.length === b.attempts.length &&
    a.attempts.at(-1)?.transitions.length === b.attempts.at(-1)?.transitions.length)

const readAgain = Effect.fnUntraced(function* (
  repository: string,
  listed: Backup.Backup,
  options: ListOptions
) {
  const { component, backupId } = listed
  const { known, snapshots } = yield* readBackup(repository, component, backupId)
  // Deleted meanwhile.
  if (snapshots.length === 0) return []
  const fresh = options.verbose
    ? Backup.sortNewestFirst(snapshots)
    : snapshots.map((x) => ({ ...x, startTime: null, failures: [] }))
  return [Backup.make(component, backupId, fresh, known)]
})
