import { Clock, Effect, Option, Result } from "effect"
import { configuredRepository, type Settings } from "../config/Settings.ts"
import * as BackupId from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import type { Backups } from "../ports/BackupApi.ts"
import type { Created } from "../domain/CreateOutcome.ts"
import type { ReadError } from "../domain/BackupError.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import { createEach } from "../ports/severalComponents.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import { readBackup } from "./getBackup.ts"

/** How many ids are tried when another process takes the chosen one at the same moment. */
const maxTries = 5

/** Takes a backup of each component under one id. Refusals are outcomes, so that one component's does not hide the other's acceptance. */
export const createGroup = Effect.fnUntraced(function* (
  create: Backups["create"],
  components: ReadonlyArray<Component>,
  backupId: Option.Option<BackupId.BackupId>
): Effect.fn.Return<Created, ReadError, Settings | Journal | Lease | SnapshotStore> {
  if (Option.isSome(backupId)) return yield* createEach<never>(create, components, backupId.value)
  let from = BackupId.fromUnixMillis(yield* Clock.currentTimeMillis)
  for (let tries = 1; ; tries++) {
    const id = yield* firstFree(components, from)
    const created = yield* createEach<never>(create, components, id)
    if (tries >= maxTries || !isTaken(created)) return created
    from = BackupId.after(id)
  }
})

/** Whether no backup was begun, and only because of the id. */
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
