/** Looks at what a backup of one component needs, and finds out from the plan of a create whether it would be refused. */
import { Clock, Effect, Option, Result } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { BackupError, StoreError } from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import type { Finding } from "../../domain/check/Finding.ts"
import * as judgeCoverage from "../../domain/check/judgeCoverage.ts"
import * as judgeIndices from "../../domain/check/judgeIndices.ts"
import * as judgeRestore from "../../domain/check/judgeRestore.ts"
import * as judgeRunning from "../../domain/check/judgeRunning.ts"
import { isOpen, leftUnfinished, type Restore, stateOf } from "../../domain/restore/Restore.ts"
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
  const restoreJournal = yield* RestoreJournal
  const { catalog, health, refused, restores, running } = yield* Effect.all(
    {
      restores: Option.match(repository, {
        onNone: () => Effect.succeed(Result.succeed<ReadonlyArray<Restore>>([])),
        onSome: (name) => Effect.result(restoreJournal.list(name, component))
      }),
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
      ...judgeIndices.required(settings, catalog, restoringOf(restores)),
      ...judgeIndices.health(settings, held, health),
      ...judgeCoverage.coverage(component, planned),
      ...running,
      ...(Option.isNone(repository) ? [] : [judgeRestore.unfinishedRestore(component, leftOf(restores))])
    ],
    refusal: Result.match(refused, { onSuccess: () => Option.none(), onFailure: reasonOf })
  }
})

type Restores = Result.Result<ReadonlyArray<Restore>, StoreError>

/** Where it is not known, nothing is said of it. */
const restoringOf = (seen: Restores): Option.Option<judgeIndices.Restoring> =>
  Option.flatMap(Result.getSuccess(seen), (all) =>
    Option.map(
      Option.orElse(
        Option.fromNullishOr(all.find((x) => isOpen(x) && x.plan.target._tag === "InPlace")),
        () => leftUnfinished(all)
      ),
      (x) => ({ id: x.id, running: isOpen(x) })
    )
  )

const leftOf = (seen: Restores): Result.Result<Option.Option<judgeRestore.UnfinishedRestore>, StoreError> =>
  Result.map(seen, (all) =>
    Option.map(leftUnfinished(all), (x) => ({
      id: x.id,
      backupId: x.plan.backupId,
      reason: stateOf(x).reason ?? ""
    }))
  )

/** That the trial id is taken is not a reason: a create uses another id. */
const reasonOf = (error: BackupError): Option.Option<string> =>
  error._tag === "BackupExists" || error._tag === "BackupBeingDeleted"
    ? Option.none()
    : Option.some(error.message)

const runningFindings = Effect.fnUntraced(function* (component: Component, repository: string) {
  const store = yield* SnapshotStore
  const { lease, snapshots } = yield* Effect.all(
    {
      lease: Effect.result(runningBackup(componentScope({ repository, component }))),
      snapshots: Effect.result(store.running(repository, component))
    },
    { concurrency: "unbounded" }
  )
  const ours = Option.map(Option.flatten(Result.getSuccess(lease)), (x): bigint => x.subject.backupId)
  return [judgeRunning.lease(component, lease), judgeRunning.snapshots(component, ours, snapshots)]
})
