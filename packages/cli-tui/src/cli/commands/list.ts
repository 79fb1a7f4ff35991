import { BackupGroup, BackupId } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Command } from "../context/Context.ts"
import { backupDocument } from "../output/backupDocument.ts"
import { backupTable } from "../output/backupTable.ts"
import { perComponent } from "../context/perComponent.ts"
import { output } from "../output/Output.ts"

/** Newest first, in the order that `latest` and `oldest` go by. `--limit` counts backup ids, so that none is shown with one of its components only. */
export const list: Command = Effect.fnUntraced(function* ({ invocation }) {
  const { components, limit, pattern, states } = invocation
  const { done, failed } = yield* perComponent(components, (api, component) =>
    api.list(component, { pattern, verbose: true })
  )
  const groups = BackupGroup.groupById(done.flatMap((x) => x.value))
    .map((x) => ({ ...x, backups: x.backups.filter((y) => states.length === 0 || states.includes(y.state)) }))
    .filter((x) => x.backups.length > 0)
    .slice(0, limit ?? undefined)
  const shown = groups.flatMap((x) => x.backups)
  const documents = shown.map(backupDocument)
  return output({
    text: (wide) => backupTable(shown, wide),
    document: done.length === 0 ? null : { backups: documents },
    lines: documents,
    names: groups.map((x) => BackupId.format(x.backupId)),
    notes: shown.length === 0 && failed.length === 0 ? ["No backups."] : [],
    failed
  })
})
