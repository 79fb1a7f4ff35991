/** `BackupApi` over the operations: the ports are taken once, when the layer is built. */
import { Effect, Layer } from "effect"
import type { Settings } from "../config/Settings.ts"
import { BackupApi } from "../ports/BackupApi.ts"
import type { IndexCatalog } from "../ports/IndexCatalog.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import type { Attempts } from "../engine/Attempts.ts"
import { cancelBackup } from "./cancelBackup.ts"
import { createBackup } from "./createBackup.ts"
import { deleteBackup } from "./deleteBackup.ts"
import type { Deletions } from "../engine/Deletions.ts"
import { getBackup } from "./getBackup.ts"
import { listAttempts } from "./listAttempts.ts"
import { listBackups } from "./listBackups.ts"
import { resumeBackup } from "./resumeBackup.ts"

type Services = Settings | SnapshotStore | IndexCatalog | Journal | Lease | Attempts | Deletions

export const layer: Layer.Layer<BackupApi, never, Services> = Layer.effect(
  BackupApi,
  Effect.map(Effect.context<Services>(), (services) => {
    const over =
      <Args extends ReadonlyArray<unknown>, A, E>(
        operation: (...args: Args) => Effect.Effect<A, E, Services>
      ): ((...args: Args) => Effect.Effect<A, E>) =>
      (...args) =>
        Effect.provideContext(operation(...args), services)
    return BackupApi.of({
      create: over(createBackup),
      get: over(getBackup),
      list: over(listBackups),
      delete: over(deleteBackup),
      cancel: over(cancelBackup),
      resume: over(resumeBackup),
      attempts: over(listAttempts)
    })
  })
)
