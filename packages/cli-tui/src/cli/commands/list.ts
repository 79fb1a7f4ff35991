import { BackupApi, type Component, ListPattern } from "@camunda-backup/core"
import { Effect } from "effect"
import { backupDocument } from "../output/backupDocument.ts"
import { backupTable, startOf } from "../output/backupTable.ts"
import { perComponent } from "../perComponent.ts"
import type { Report } from "../Report.ts"

export const list = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component.Component>
): Effect.fn.Return<Report, never, BackupApi> {
  const api = yield* BackupApi
  const options = { pattern: ListPattern.everything, verbose: true }
  const { done, failed } = yield* perComponent(components, (component) => api.list(component, options))
  const backups = done.flatMap((x) => x.value).toSorted((a, b) => (startOf(b) ?? 0) - (startOf(a) ?? 0))
  const none = done.filter((x) => x.value.length === 0).map((x) => `${x.component}: no backups.`)
  return {
    text: backupTable(backups),
    document: done.length === 0 ? null : { backups: backups.map(backupDocument) },
    notes: none,
    failed
  }
})
