/** Looks at what a backup of one component needs, and finds out from the plan of a create whether it would be refused. */
import { Clock, Effect, Option, Result } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { BackupError } from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import type { Finding } from "../../domain/check/Finding.ts"
import * as judgeCoverage from "../../domain/check/judgeCoverage.ts"
import * as judgeIndices from "../../domain/check/judgeIndices.ts"
import * as judgeRestore from "../../domain/check/judgeRestore.ts"
import * as judgeRunning from "../../domain/check/judgeRunning.ts"
import { leftUnfinished, stateOf } from "../../domain/restore/Restore.ts"
import { Diagnostics } from "../../ports/Diagnostics.ts"
import type { IndexCatalog } from "../../ports/IndexCatalog.ts"
import type { Journal } from "../../ports/Journal.ts"
import { type Lease, componentScope } from "../../ports/Lease.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { SnapshotStore } from "../../ports/SnapshotStore.ts"
import { catalogOf, planCreate, createPlanOf } from "../planCreate.ts"
import { runningBackup } from "../../engine/runningBackup.ts"

export interface Checked {
  readonly component: Component
  readonly findings: ReadonlyArray<Finding>
  /** Why a create now would be refused, in its own words. */
  readonly refusal: Option.Option<string>
}

type Services = Settings | SnapshotStore | IndexCatalog | Journal | RestoreJournal | Lease | Diagnostics

export const componentFindings = Effect.fnUntraced(function* (
  component: Component
): Effect.fn.Return<Checked, never, Services> {
  const look = yield* Diagnostics
  const { camundaVersion, indexPrefixes, repository } = yield* Settings
  const settings = { component, version: camundaVersion, indexPrefix: indexPrefixes[component] }
  const backupId = BackupId.fromUnixMillis(yield* Clock.currentTimeMillis)
  const { catalog, health, refused, running } = yield* Effect.all(
    {
      catalog: Effect.result(catalogOf(component)),
      health: Effect.result(look.indexHealth(settings.indexPrefix)),
      running: Option.match(repository, {
        onNone: () => Effect.succeed([]),
        onSome: (name) => runningFindings(component, name)
      }),
      refused: Effect.result(planCreate(component, backupId))
    },
    { concurrency: "unbounded" }
  )
  const planned = yield* Effect.result(
    Effect.flatMap(Effect.fromResult(catalog), (x) =>
      createPlanOf({ component, backupId, repository: "" }, x)
    )
  )
  const held = Result.match(planned, {
    onFailure: () => judgeIndices.requiredNames(settings),
    onSuccess: ({ parts }) => parts.flatMap((x) => x.indices)
  })
  return {
    component,
    findings: [
      judgeIndices.versionKnown(settings),
      ...judgeIndices.required(settings, catalog),
      ...judgeIndices.health(settings, held, health),
      ...judgeCoverage.coverage(component, planned),
      ...running
    ],
    refusal: Result.match(refused, { onSuccess: () => Option.none(), onFailure: reasonOf })
  }
})

/** That the trial id is taken is not a reason: a create uses another id. */
const reasonOf = (error: BackupError): Option.Option<string> =>
  error._tag === "BackupExists" || error._tag === "BackupBeingDeleted"
    ? Option.none()
    : Option.some(error.message)

const runningFindings = Effect.fnUntraced(function* (component: Component, repository: string) {
  const store = yield* SnapshotStore
  const restores = yield* RestoreJournal
  const { lease, snapshots, unfinished } = yield* Effect.all(
    {
      unfinished: Effect.result(restores.list(repository, component)),
      lease: Effect.result(runningBackup(componentScope({ repository, component }))),
      snapshots: Effect.result(store.running(repository, component))
    },
    { concurrency: "unbounded" }
  )
  const ours = Option.map(Option.flatten(Result.getSuccess(lease)), (x): bigint => x.subject.backupId)
  const left = Result.map(unfinished, (all) =>
    Option.map(leftUnfinished(all), (x) => ({
      id: x.id,
      backupId: x.plan.backupId,
      reason: stateOf(x).reason ?? ""
    }))
  )
  return [
    judgeRunning.lease(component, lease),
    judgeRunning.snapshots(component, ours, snapshots),
    judgeRestore.unfinishedRestore(component, left)
  ]
})
