import { BackupApi, BackupId, type Component } from "@camunda-backup/core"
import { Effect } from "effect"
import { perComponent } from "../perComponent.ts"
import type { Report } from "../Report.ts"

export const deleteBackup = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component.Component>,
  backupId: BackupId.BackupId
): Effect.fn.Return<Report, never, BackupApi> {
  const api = yield* BackupApi
  const id = BackupId.format(backupId)
  const { done, failed } = yield* perComponent(components, (component) => api.delete(component, backupId, ""))
  const deleted = done.map((x) => x.component)
  return {
    text: "",
    document: deleted.length === 0 ? null : { backupId: id, deleted },
    notes: deleted.map((component) => `${component}: backup ${id} is deleted.`),
    failed
  }
})
