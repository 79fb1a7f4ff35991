import {
  type Backup,
  BackupDetails,
  BackupGroup,
  BackupId,
  type Component,
  RestoreClient,
  Verification
} from "@camunda-backup/core"
import { Effect, Option } from "effect"
import type { Command } from "../context/Context.ts"
import { backupDocument } from "../output/backupDocument.ts"
import { backupTable, type Verified } from "../output/backupTable.ts"
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
  const verifiedOf = yield* verifications(components)
  const documents = shown.map((x) => backupDocument(x, verifiedOf?.(x) ?? null))
  return output({
    text: (wide, columns) => backupTable(shown, wide, verifiedOf, columns),
    document: done.length === 0 ? null : { backups: documents },
    lines: documents,
    names: groups.map((x) => BackupId.format(x.backupId)),
    notes: shown.length === 0 && failed.length === 0 ? ["No backups."] : [],
    failed
  })
})

/** Nice to know: where it is not offered, or cannot be read now, the list is shown without it. */
const verifications = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component.Component>
): Effect.fn.Return<Verified, never, RestoreClient> {
  const api = yield* RestoreClient
  const all = yield* Effect.option(
    Effect.forEach(components, (x) => Effect.map(api.verifications(x), (found) => [x, found] as const), {
      concurrency: "unbounded"
    })
  )
  if (Option.isNone(all)) return null
  const byComponent = new Map(all.value)
  return (backup: Backup.Backup) => {
    const found = byComponent.get(backup.component)?.get(backup.backupId) ?? null
    return found !== null && Verification.isOf(found, BackupDetails.startedAt(backup)) ? found : null
  }
})
