import { Effect, Option } from "effect"
import { type Settings, configuredRepository } from "../config/Settings.ts"
import * as Attempt from "../domain/Attempt.ts"
import * as BackupDetails from "../domain/BackupDetails.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import { snapshotsDigest, type Verification } from "../domain/Verification.ts"
import type { GetError } from "../domain/BackupError.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import { RestoreJournal } from "../ports/RestoreJournal.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import { BackupProgress } from "../reads/BackupProgress.ts"
import { findBackup } from "./getBackup.ts"
import { SnapshotFactsReader } from "../reads/SnapshotFactsReader.ts"
import { ofBackup } from "../engine/spans.ts"

type Services =
  | Settings
  | Journal
  | RestoreJournal
  | Lease
  | SnapshotStore
  | SnapshotFactsReader
  | BackupProgress

/** One backup with its parts, including those that do not exist, its progress, and the attempt that makes it. */
export const getDetails = Effect.fn("Backup.details")(function* (
  component: Component,
  backupId: BackupId
): Effect.fn.Return<BackupDetails.BackupDetails, GetError, Services> {
  const repository = yield* configuredRepository()
  const reader = yield* SnapshotFactsReader
  const progress = yield* BackupProgress
  const [{ backup, known }, verifications] = yield* Effect.all(
    [findBackup(component, backupId), readVerifications(repository, component)],
    { concurrency: 2 }
  )
  const parts = BackupDetails.parts(backup, known.attempt, yield* reader.of(backup))
  const finished = parts.flatMap((x) => x.finishedAt ?? [])
  const ended = Option.map(Option.flatMap(known.attempt, Attempt.ended), (x) => x.at)
  return {
    backup,
    version: parts[0]?.version ?? null,
    startedAt: BackupDetails.startedAt(backup),
    finishedAt:
      backup.state === "IN_PROGRESS"
        ? null
        : finished.length > 0
          ? Math.max(...finished)
          : Option.getOrNull(ended),
    parts,
    progress: yield* progress.of(repository, backup, parts, known.attempt),
    inNoPart: Option.getOrNull(
      Option.flatMap(known.attempt, ({ plan }) => Option.fromNullishOr(plan.inNoPart))
    ),
    attempt: Option.map(known.attempt, Attempt.summary),
    verified: Option.filter(
      Option.fromNullishOr(verifications.get(backupId)),
      // Of snapshots that had the names before it says nothing.
      (x) => x.snapshots === snapshotsDigest(backup.snapshots)
    )
  }
}, ofBackup)

/** Nice to know: a journal that cannot be read leaves it out. */
const readVerifications = Effect.fnUntraced(function* (repository: string, component: Component) {
  const restores = yield* RestoreJournal
  const nothing: ReadonlyMap<bigint, Verification> = new Map()
  return yield* Effect.catch(restores.verifications(repository, component), () => Effect.succeed(nothing))
})
