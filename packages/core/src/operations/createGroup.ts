import { Clock, Effect, Option, Result } from "effect"
import { configuredRepository, type Settings } from "../config/Settings.ts"
import type { Annotation } from "../domain/Annotation.ts"
import * as BackupId from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import type { Backups } from "../ports/BackupApi.ts"
import type { Created } from "../domain/CreateOutcome.ts"
import { BackupWithheld, type ReadError } from "../domain/BackupError.ts"
import type { IndexCatalog } from "../ports/IndexCatalog.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import type { RestoreJournal } from "../ports/RestoreJournal.ts"
import { createEach } from "../ports/severalComponents.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import { readBackup } from "./getBackup.ts"
import { planCreates } from "./planCreates.ts"

/** How many ids are tried when another process takes the chosen one at the same moment. */
const maxTries = 5

interface Requested {
  readonly create: Backups["create"]
  readonly components: ReadonlyArray<Component>
  readonly backupId: Option.Option<BackupId.BackupId>
  /** Whether some are taken when others are refused. */
  readonly partial: boolean
  readonly annotation?: Annotation | undefined
}

type Services = Settings | IndexCatalog | Journal | RestoreJournal | Lease | SnapshotStore

/** Takes a backup of each component under one id. Refusals are outcomes, so that one component's does not hide the other's. */
export const createGroup = Effect.fnUntraced(function* ({
  annotation,
  backupId,
  components,
  create,
  partial
}: Requested): Effect.fn.Return<Created, ReadError, Services> {
  const take = (id: BackupId.BackupId) =>
    partial || components.length < 2
      ? createEach<never>(create, components, id, annotation)
      : takeAll(create, components, id, annotation)
  if (Option.isSome(backupId)) return yield* take(backupId.value)
  let from = BackupId.fromUnixMillis(yield* Clock.currentTimeMillis)
  for (let tries = 1; ; tries++) {
    const id = yield* firstFree(components, from)
    const created = yield* take(id)
    if (tries >= maxTries || !isTaken(created)) return created
    from = BackupId.after(id)
  }
})

/**
 * All of them or none, as far as a plan can tell: between the plans and the creates another process may still take one of them, and then the other
 * is taken alone, and said so.
 */
const takeAll = Effect.fnUntraced(function* (
  create: Backups["create"],
  components: ReadonlyArray<Component>,
  backupId: BackupId.BackupId,
  annotation: Annotation | undefined
): Effect.fn.Return<Created, never, Services> {
  const plans = yield* planCreates(components, backupId, annotation)
  const refused = plans.flatMap(({ component, result }) => (Result.isFailure(result) ? [component] : []))
  if (refused.length === 0) return yield* createEach<never>(create, components, backupId, annotation)
  return {
    backupId,
    outcomes: plans.map(({ component, result }) => ({
      component,
      result: Result.fail(
        Result.isFailure(result) ? result.failure : new BackupWithheld({ component, refused })
      )
    }))
  }
})

/** Whether no backup was begun, and only because of the id. */
const isTaken = ({ outcomes }: Created): boolean => {
  const refusals = outcomes.flatMap(({ result }) => (Result.isFailure(result) ? [result.failure._tag] : []))
  const why = refusals.filter((x) => x !== "BackupWithheld")
  return (
    refusals.length === outcomes.length &&
    why.length > 0 &&
    why.every((x) => x === "BackupExists" || x === "BackupBeingDeleted")
  )
}

const firstFree = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component>,
  from: BackupId.BackupId
) {
  const repository = yield* configuredRepository()
  let id = from
  while (true) {
    const candidate = id
    const found = yield* Effect.forEach(
      components,
      (component) => readBackup(repository, component, candidate),
      { concurrency: "unbounded" }
    )
    const free = found.every(
      ({ known, snapshots }) => snapshots.length === 0 && !known.live && Option.isNone(known.deletion)
    )
    if (free) return candidate
    id = BackupId.after(candidate)
  }
})
