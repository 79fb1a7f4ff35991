import { Effect, Option } from "effect"
import type { Settings } from "../config/Settings.ts"
import { describeEnd } from "../domain/Attempt.ts"
import * as Backup from "../domain/Backup.ts"
import { type BackupError, BackupNotFound } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Known } from "../domain/BackupState.ts"
import type { Component } from "../domain/Component.ts"
import { Journal } from "../ports/Journal.ts"
import { Lease } from "../ports/Lease.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { configuredRepository, known } from "./context.ts"

/**
 * One backup, its snapshots oldest first. An accepted backup is found from the moment its create was answered, also before Elasticsearch
 * shows the first snapshot.
 */
export const getBackup = Effect.fnUntraced(function* (
  component: Component,
  backupId: BackupId
): Effect.fn.Return<Backup.Backup, BackupError, Settings | Journal | Lease | SnapshotStore> {
  const repository = yield* configuredRepository()
  const store = yield* SnapshotStore
  const before = yield* knownOf(component, backupId)
  const snapshots = yield* store.find(repository, component, backupId)
  // The journal is read before and after: a last part that ended between the two reads must not look like a dead attempt.
  const after = yield* knownOf(component, backupId)
  const facts = before.live && snapshots.length < partsOf(before) ? before : after
  if (snapshots.length === 0 && !facts.live) return yield* notFound(backupId, after)
  return Backup.make(component, backupId, snapshots, facts)
})

const partsOf = (x: Known): number =>
  Option.match(x.attempt, { onNone: () => 0, onSome: (attempt) => attempt.plan.parts.length })

const knownOf = Effect.fnUntraced(function* (component: Component, backupId: BackupId) {
  const attempt = yield* Effect.flatMap(Journal, (journal) => journal.latest(component, backupId))
  const owner = yield* Effect.flatMap(Lease, (lease) => lease.owner(component))
  return known(attempt, owner)
})

const notFound = (backupId: BackupId, { attempt }: Known): BackupNotFound => {
  if (Option.isNone(attempt) || Option.isNone(attempt.value.ended))
    return new BackupNotFound({ backupId, ended: null })
  const { at, how } = attempt.value.ended.value
  if (how._tag === "Completed") return new BackupNotFound({ backupId, ended: null })
  return new BackupNotFound({
    backupId,
    ended: { askedAt: iso(attempt.value.askedAt), at: iso(at), reason: describeEnd(how) }
  })
}

const iso = (millis: number): string => new Date(millis).toISOString()
