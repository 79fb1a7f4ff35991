/** `BackupApi` over the operations: the ports are taken once, when the layer is built. */
import { Effect, Layer } from "effect"
import type { Settings } from "../config/Settings.ts"
import { BackupApi } from "../ports/BackupApi.ts"
import type { IndexCatalog } from "../ports/IndexCatalog.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import type { Attempts } from "./Attempts.ts"
import { createBackup } from "./createBackup.ts"
import { deleteBackup } from "./deleteBackup.ts"
import { getBackup } from "./getBackup.ts"
import { listBackups } from "./listBackups.ts"

type Services = Settings | SnapshotStore | IndexCatalog | Journal | Lease | Attempts

export const layer: Layer.Layer<BackupApi, never, Services> = Layer.effect(
  BackupApi,
  Effect.map(Effect.context<Services>(), (services) =>
    BackupApi.of({
      create: (component, backupId, askedBy) =>
        Effect.provideContext(createBackup(component, backupId, askedBy), services),
      get: (component, backupId) => Effect.provideContext(getBackup(component, backupId), services),
      list: (component, options) => Effect.provideContext(listBackups(component, options), services),
      delete: (component, backupId) => Effect.provideContext(deleteBackup(component, backupId), services)
    })
  )
)
