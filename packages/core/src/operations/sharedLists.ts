/** The lists of backups, shared between identical requests. */
import { Effect, Layer } from "effect"
import type { Settings } from "../config/Settings.ts"
import type { Backup } from "../domain/Backup.ts"
import type { ReadError } from "../domain/BackupError.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import { BackupLists } from "../reads/BackupLists.ts"
import type { LastSeen } from "../reads/LastSeen.ts"
import { SharedReads } from "../reads/SharedReads.ts"
import { listBackups } from "./listBackups.ts"

type Services = Settings | Journal | Lease | SnapshotStore | LastSeen

export const layer: Layer.Layer<BackupLists, never, Services | SharedReads> = Layer.effect(
  BackupLists,
  Effect.gen(function* () {
    const services = yield* Effect.context<Services>()
    const shared = (yield* SharedReads).make<ReadonlyArray<Backup>, ReadError>()
    return BackupLists.of({
      list: (component, options) =>
        shared(
          component,
          `${options.verbose} ${options.pattern}`,
          Effect.provideContext(listBackups(component, options), services)
        )
    })
  })
)
