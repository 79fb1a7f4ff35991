import { Clock, Effect, Option, Result } from "effect"
import { type Settings, configuredRepository } from "../config/Settings.ts"
import type { BackupError } from "../domain/BackupError.ts"
import * as BackupId from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import { BackupApi } from "../ports/BackupApi.ts"
import type { Created } from "../ports/BackupDesk.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import { readBackup } from "./getBackup.ts"

type Services = Settings | BackupApi | Journal | Lease | SnapshotStore

/** How often another id is tried when somebody else takes the chosen one in the same moment. */
const maxTries = 5

/** Takes a backup of each component under one id. Refusals are outcomes, so that one component's does not hide the other's acceptance. */
export const createBackups = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component>,
  backupId: Option.Option<BackupId.BackupId>,
  askedBy: string
): Effect.fn.Return<Created, BackupError, Services> {
  if (Option.isSome(backupId)) return yield* createAll(components, backupId.value, askedBy)
  let from = BackupId.fromUnixMillis(yield* Clock.currentTimeMillis)
  for (let tries = 1; ; tries++) {
    const id = yield* firstFree(components, from)
    const created = yield* createAll(components, id, askedBy)
    if (tries >= maxTries || !isTaken(created)) return created
    from = BackupId.after(id)
  }
})

const createAll = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component>,
  backupId: BackupId.BackupId,
  askedBy: string
): Effect.fn.Return<Created, never, BackupApi> {
  const api = yield* BackupApi
  const outcomes = yield* Effect.forEach(
    components,
    (component) =>
      Effect.map(Effect.result(api.create(component, backupId, askedBy)), (result) => ({
        component,
        result
      })),
    { concurrency: "unbounded" }
  )
  return { backupId, outcomes }
})

/** Nothing was begun, and only because of the id. */
const isTaken = ({ outcomes }: Created): boolean =>
  outcomes.every(
    ({ result }) =>
      Result.isFailure(result) &&
      (result.failure._tag === "BackupExists" || result.failure._tag === "BackupBeingDeleted")
  )

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
