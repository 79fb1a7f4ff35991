/** `BackupDesk` over the operations. */
import { Effect, Layer, Result } from "effect"
import type { Settings } from "../config/Settings.ts"
import type { BackupDetails } from "../domain/BackupDetails.ts"
import * as BackupId from "../domain/BackupId.ts"
import { BackupApi } from "../ports/BackupApi.ts"
import { BackupDesk } from "../ports/BackupDesk.ts"
import type { IndexCatalog } from "../ports/IndexCatalog.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import * as BackupProgress from "../reads/BackupProgress.ts"
import { createBackups } from "./createBackups.ts"
import { getDetails } from "./getDetails.ts"
import * as PartDurations from "../reads/PartDurations.ts"
import { planBackup } from "./planBackup.ts"
import { SharedReads } from "../reads/SharedReads.ts"
import * as SnapshotFactsReader from "../reads/SnapshotFactsReader.ts"
import { pageBackups } from "./pageBackups.ts"

type Services = Settings | BackupApi | SnapshotStore | IndexCatalog | Journal | Lease | SharedReads

const desk = Layer.effect(
  BackupDesk,
  Effect.gen(function* () {
    const services = yield* Effect.context<
      Services | SnapshotFactsReader.SnapshotFactsReader | BackupProgress.BackupProgress
    >()
    const api = yield* BackupApi
    const shared = (yield* SharedReads).make<BackupDetails>()
    return BackupDesk.of({
      create: (...args) => Effect.provideContext(createBackups(...args), services),
      plan: (components, backupId) =>
        Effect.forEach(
          components,
          (component) =>
            Effect.map(
              Effect.result(Effect.provideContext(planBackup(component, backupId), services)),
              (result) => ({
                component,
                result: Result.map(result, ({ parts }) =>
                  parts.map(({ snapshot, indices }) => ({ snapshot, indices }))
                ),
                inNoPart: Result.match(result, {
                  onFailure: () => [],
                  onSuccess: ({ inNoPart = [] }) => inNoPart
                })
              })
            ),
          { concurrency: "unbounded" }
        ),
      page: (query) => pageBackups(api, query),
      details: (component, backupId) =>
        shared(
          component,
          BackupId.format(backupId),
          Effect.provideContext(getDetails(component, backupId), services)
        )
    })
  })
)

export const layer: Layer.Layer<BackupDesk, never, Services> = desk.pipe(
  Layer.provide(BackupProgress.layer),
  Layer.provide(PartDurations.layer),
  Layer.provide(SnapshotFactsReader.layer)
)
