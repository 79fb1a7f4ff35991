/** `BackupApi` over the operations. The ports are resolved once, when the layer is built; identical reads are shared. */
import { Effect, Layer } from "effect"
import type { Settings } from "../config/Settings.ts"
import type { Backup } from "../domain/Backup.ts"
import type { BackupDetails } from "../domain/BackupDetails.ts"
import * as BackupId from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import type { Attempts } from "../engine/Attempts.ts"
import type { Deletions } from "../engine/Deletions.ts"
import { BackupApi } from "../ports/BackupApi.ts"
import type { GetError } from "../domain/BackupError.ts"
import type { IndexCatalog } from "../ports/IndexCatalog.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import type { RestoreJournal } from "../ports/RestoreJournal.ts"
import { pageOfLists } from "../ports/severalComponents.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import { BackupLists } from "../reads/BackupLists.ts"
import type { BackupProgress } from "../reads/BackupProgress.ts"
import { SharedReads } from "../reads/SharedReads.ts"
import type { SnapshotFactsReader } from "../reads/SnapshotFactsReader.ts"
import { cancelBackup } from "./cancelBackup.ts"
import { createBackup } from "./createBackup.ts"
import { createGroup } from "./createGroup.ts"
import { deleteBackup } from "./deleteBackup.ts"
import { getBackup } from "./getBackup.ts"
import { getDetails } from "./getDetails.ts"
import { listAttempts } from "./listAttempts.ts"
import { planCreates } from "./planCreates.ts"
import { resumeBackup } from "./resumeBackup.ts"

type Services =
  | Settings
  | SnapshotStore
  | IndexCatalog
  | Journal
  | RestoreJournal
  | Lease
  | Attempts
  | Deletions
  | BackupLists
  | SnapshotFactsReader
  | BackupProgress

export const layer: Layer.Layer<BackupApi, never, Services | SharedReads> = Layer.effect(
  BackupApi,
  Effect.gen(function* () {
    const services = yield* Effect.context<Services>()
    const { list } = yield* BackupLists
    const { make, afterwards } = yield* SharedReads
    const gets = make<Backup, GetError>()
    const details = make<BackupDetails, GetError>()

    const over =
      <Args extends ReadonlyArray<unknown>, A, E>(
        operation: (...args: Args) => Effect.Effect<A, E, Services>
      ): ((...args: Args) => Effect.Effect<A, E>) =>
      (...args) =>
        Effect.provideContext(operation(...args), services)
    const writing =
      <A, E>(
        operation: (component: Component, backupId: BackupId.BackupId) => Effect.Effect<A, E, Services>
      ): ((component: Component, backupId: BackupId.BackupId) => Effect.Effect<A, E>) =>
      (component, backupId) =>
        afterwards(component, Effect.provideContext(operation(component, backupId), services))

    const create: (typeof BackupApi)["Service"]["create"] = (component, backupId, annotation) =>
      afterwards(component, Effect.provideContext(createBackup(component, backupId, annotation), services))
    const get = over(getBackup)
    const all = over(getDetails)
    return BackupApi.of({
      create,
      createGroup: over((components, backupId, partial, annotation) =>
        createGroup({ create, components, backupId, partial, annotation })
      ),
      planCreate: over(planCreates),
      get: (component, backupId) => gets(component, BackupId.format(backupId), get(component, backupId)),
      details: (component, backupId) =>
        details(component, BackupId.format(backupId), all(component, backupId)),
      list,
      page: (query) => pageOfLists(list, query),
      attempts: over(listAttempts),
      delete: writing(deleteBackup),
      cancel: writing(cancelBackup),
      resume: writing(resumeBackup)
    })
  })
)
