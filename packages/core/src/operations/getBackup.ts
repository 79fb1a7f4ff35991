import * as JournalEntry from "../domain/JournalEntry.ts"
import { Effect, Option } from "effect"
import { type Settings, configuredRepository } from "../config/Settings.ts"
import * as Attempt from "../domain/Attempt.ts"
import * as Backup from "../domain/Backup.ts"
import { BackupNotFound, type GetError } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import { aggregate, type Known } from "../domain/BackupState.ts"
import type { Component } from "../domain/Component.ts"
import * as End from "../domain/End.ts"
import type { Snapshot } from "../domain/Snapshot.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { readKnown } from "../reads/known.ts"
import { ofBackup } from "../engine/spans.ts"

/**
 * One backup, its snapshots oldest first. An accepted backup is found from the moment its create was answered, even before Elasticsearch
 * shows the first snapshot.
 */
export const getBackup = Effect.fn("Backup.get")(function* (
  component: Component,
  backupId: BackupId
): Effect.fn.Return<Backup.Backup, GetError, Settings | Journal | Lease | SnapshotStore> {
  return (yield* findBackup(component, backupId)).backup
}, ofBackup)

/** The same, with what the journal knows about it. */
export const findBackup = Effect.fnUntraced(function* (
  component: Component,
  backupId: BackupId
): Effect.fn.Return<
  { readonly backup: Backup.Backup; readonly known: Known },
  GetError,
  Settings | Journal | Lease | SnapshotStore
> {
  const repository = yield* configuredRepository()
  const { snapshots, known } = yield* readBackup(repository, component, backupId)
  if (snapshots.length === 0 && !known.live && Option.isNone(known.deletion))
    return yield* notFound(backupId, known)
  return { backup: Backup.make(component, backupId, snapshots, known), known }
})

/**
 * Reads journal and repository concurrently, which is enough for a finished backup. If the two may reflect different moments they are read again,
 * one after the other and the journal first: an attempt that has ended by the journal has then put all its parts there. Snapshots of an attempt
 * that began between the two reads give it away, and the journal is read once more.
 */
export const readBackup = Effect.fnUntraced(function* (
  repository: string,
  component: Component,
  backupId: BackupId
) {
  const store = yield* SnapshotStore
  const key = JournalEntry.keyOf(repository, component, backupId)
  const find = store.find(repository, component, backupId)
  // The longer of the two is sent first.
  const together = yield* Effect.all({ snapshots: find, known: readKnown(key) }, { concurrency: 2 })
  if (isOfOneMoment(together.known, together.snapshots)) return together
  let known = yield* readKnown(key)
  let snapshots = yield* find
  if (isNews(known, snapshots)) {
    known = yield* readKnown(key)
    snapshots = yield* find
  }
  return { known, snapshots }
})

/**
 * Whether the order of the two reads makes no difference: the backup was never requested, or all of it exists and was compared, or an attempt is
 * live, which decides whatever exists. Anything else may be a part that appeared after it was looked for.
 */
const isOfOneMoment = (known: Known, snapshots: ReadonlyArray<Snapshot>): boolean => {
  if (isNews(known, snapshots) || Option.isSome(known.deletion)) return false
  if (snapshots.length === 0) return Option.isNone(known.attempt) && known.journalProblem === null
  return known.live || aggregate(snapshots, known).state === "COMPLETED"
}

const isNews = (known: Known, snapshots: ReadonlyArray<Snapshot>): boolean => {
  const id = Option.getOrNull(Option.map(known.attempt, (x) => x.id))
  return snapshots.some((x) => x.attempt !== null && x.attempt !== id)
}

const notFound = (backupId: BackupId, { attempt }: Known): BackupNotFound => {
  const nothing = new BackupNotFound({ backupId, ended: null })
  if (Option.isNone(attempt)) return nothing
  const ended = Attempt.ended(attempt.value)
  if (Option.isNone(ended) || ended.value.how._tag === "Completed") return nothing
  const { at, how } = ended.value
  return new BackupNotFound({
    backupId,
    ended: { askedAt: iso(attempt.value.askedAt), at: iso(at), reason: End.describe(how) }
  })
}

const iso = (millis: number): string => new Date(millis).toISOString()
