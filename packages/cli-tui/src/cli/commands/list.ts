import { BackupId } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Command } from "../Context.ts"
import { backupDocument } from "../output/backupDocument.ts"
import { backupTable, startOf } from "../output/backupTable.ts"
import { perComponent } from "../perComponent.ts"
import { report } from "../Report.ts"

/** Newest first, by the later of an id's components. `--limit` counts backup ids, so that none is shown with one of its components only. */
export const list: Command = Effect.fnUntraced(function* ({ invocation }) {
  const { components, limit, pattern, states } = invocation
  const { done, failed } = yield* perComponent(components, (api, component) =>
    api.list(component, { pattern, verbose: true })
  )
  const found = done.flatMap((x) => x.value).filter((x) => states.length === 0 || states.includes(x.state))
  const newest = new Map<bigint, number>()
  for (const x of found) newest.set(x.backupId, Math.max(newest.get(x.backupId) ?? 0, newness(x)))
  const newestOf = ({ backupId }: { readonly backupId: bigint }): number => newest.get(backupId) ?? 0
  // Stable: the components of an id stay in their order, whichever of them began first.
  const all = found.toSorted(
    (a, b) => newestOf(b) - newestOf(a) || (a.backupId > b.backupId ? -1 : a.backupId < b.backupId ? 1 : 0)
  )
  const ids = [...new Set(all.map((x) => x.backupId))].slice(0, limit ?? undefined)
  const shown = limit === null ? all : all.filter((x) => ids.includes(x.backupId))
  const documents = shown.map(backupDocument)
  return report({
    text: (wide) => backupTable(shown, wide),
    document: done.length === 0 ? null : { backups: documents },
    lines: documents,
    names: ids.map(BackupId.format),
    notes: shown.length === 0 && failed.length === 0 ? ["No backups."] : [],
    failed
  })
})

/** Accepted and not begun is newer than anything. */
const newness = (backup: Parameters<typeof startOf>[0]): number => startOf(backup) ?? Number.MAX_SAFE_INTEGER
