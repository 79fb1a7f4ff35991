import { BackupApi, type BackupId, type Component } from "@camunda-backup/core"
import { Effect } from "effect"
import { backupDetails } from "../output/backupDetails.ts"
import { backupDocument } from "../output/backupDocument.ts"
import { perComponent } from "../perComponent.ts"
import type { Report } from "../Report.ts"

export const get = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component.Component>,
  backupId: BackupId.BackupId
): Effect.fn.Return<Report, never, BackupApi> {
  const api = yield* BackupApi
  const { done, failed } = yield* perComponent(components, (component) => api.get(component, backupId))
  return {
    text: done.map((x) => backupDetails(x.value)).join("\n"),
    document: done.length === 0 ? null : { backups: done.map((x) => backupDocument(x.value)) },
    notes: [],
    failed
  }
})
