import { BackupApi, BackupId, type Component } from "@camunda-backup/core"
import { Clock, Effect } from "effect"
import { perComponent } from "../perComponent.ts"
import type { Report } from "../Report.ts"

/** Prints the id alone, so that a script can keep it: `id=$(camunda-backup create)`. Both components get the same one. */
export const create = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component.Component>,
  given: BackupId.BackupId | null
): Effect.fn.Return<Report, never, BackupApi> {
  const api = yield* BackupApi
  const backupId = given ?? BackupId.fromUnixMillis(yield* Clock.currentTimeMillis)
  const id = BackupId.format(backupId)
  const { done, failed } = yield* perComponent(components, (component) => api.create(component, backupId, ""))
  return {
    text: done.length === 0 ? "" : `${id}\n`,
    document:
      done.length === 0
        ? null
        : { backupId: id, scheduled: done.map(({ component, value }) => ({ component, snapshots: value })) },
    notes: done.map(
      ({ component, value }) =>
        `${component}: backup ${id} asked for, ${value.length} snapshots will be taken.`
    ),
    failed
  }
})
