/** One look at all backups of a component, and at what was restored of them, to find out what has happened since the previous one. */
import { Clock, Effect, Option } from "effect"
import { type Settings, configuredRepository } from "../config/Settings.ts"
import type { Backup } from "../domain/Backup.ts"
import * as BackupEvent from "../domain/BackupEvent.ts"
import type { ReadError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import type { World } from "../domain/restore/FeedEvent.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import * as ListPattern from "../domain/ListPattern.ts"
import { BackupLists } from "./BackupLists.ts"
import { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import type { RestoreJournal } from "../ports/RestoreJournal.ts"
import { lookAtRestores } from "./lookAtRestores.ts"

/**
 * The journal is read for backups that have changed since the previous look, and for those on which something was under way. `before`: `none` on
 * the first look, which only learns what exists.
 */
export const lookAround = Effect.fnUntraced(function* (
  component: Component,
  before: Option.Option<World>
): Effect.fn.Return<World, ReadError, Settings | BackupLists | Journal | RestoreJournal | Lease> {
  const repository = yield* configuredRepository()
  const lists = yield* BackupLists
  const journal = yield* Journal
  const at = yield* Clock.currentTimeMillis
  const restores = yield* lookAtRestores(repository, component, at, before)
  const notable = yield* journal.notable(repository, component, [])
  const listed = yield* lists.list(component, { pattern: ListPattern.everything, verbose: false })
  const backups = new Map(listed.map((x) => [x.backupId, x]))
  const entries = new Map([...notable.values()].map((x) => [x.backupId, x]))
  const known = Option.match(before, {
    onNone: () => new Map<BackupId, BackupEvent.Seen>(),
    onSome: (x) => x.seen
  })
  const seen = new Map<BackupId, BackupEvent.Seen>()
  for (const backupId of new Set([...backups.keys(), ...entries.keys(), ...known.keys()])) {
    const backup = Option.fromNullishOr(backups.get(backupId))
    const found = Option.fromNullishOr(entries.get(backupId))
    const last = known.get(backupId) ?? BackupEvent.unseen
    const isNews =
      Option.isSome(before) &&
      (!BackupEvent.isSame(last.backup, backup) || Option.exists(last.entry, JournalEntry.isNotable))
    const read =
      Option.isNone(found) && isNews
        ? yield* journal.read(JournalEntry.keyOf(repository, component, backupId))
        : found
    const entry = Option.isNone(read) || isAhead(read.value, backup) ? last.entry : read
    // A backup that is gone, and has been reported as gone, is forgotten.
    if (Option.isSome(backup) || Option.isSome(found) || isNews) seen.set(backupId, { backup, entry })
  }
  return { at, seen, ...restores }
})

/** The journal was read after the list, and the attempt ended in between: the next look reports its last parts first. */
const isAhead = (entry: JournalEntry.JournalEntry, backup: Option.Option<Backup>): boolean =>
  Option.exists(backup, (x) => x.state === "IN_PROGRESS") && Option.isNone(JournalEntry.openAttempt(entry))
