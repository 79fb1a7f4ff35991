import { Effect, Option } from "effect"
import type { Settings } from "../config/Settings.ts"
import * as Backup from "../domain/Backup.ts"
import type { BackupError } from "../domain/BackupError.ts"
import * as BackupState from "../domain/BackupState.ts"
import type { Component } from "../domain/Component.ts"
import type { ListOptions } from "../ports/BackupApi.ts"
import { Journal } from "../ports/Journal.ts"
import { Lease } from "../ports/Lease.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { configuredRepository, known } from "./context.ts"

/**
 * All backups in the repository whose snapshots match, whoever made them. Verbose: newest first, and in each the newest part first; otherwise
 * in Elasticsearch's order, which is by name. The states are the same in both.
 */
export const listBackups = Effect.fnUntraced(function* (
  component: Component,
  options: ListOptions
): Effect.fn.Return<ReadonlyArray<Backup.Backup>, BackupError, Settings | Journal | Lease | SnapshotStore> {
  const repository = yield* configuredRepository()
  const store = yield* SnapshotStore
  const snapshots = yield* store.list(repository, component, options.pattern, { verbose: options.verbose })
  const attempts = yield* Effect.flatMap(Journal, (journal) => journal.latestOfAll(component))
  const owner = yield* Effect.flatMap(Lease, (lease) => lease.owner(component))
  const ordered = options.verbose ? Backup.sortNewestFirst(snapshots) : snapshots
  return Backup.group(component, ordered, (backupId) => {
    const attempt = attempts.get(backupId)
    return attempt === undefined ? BackupState.unknown : known(Option.some(attempt), owner)
  })
})
