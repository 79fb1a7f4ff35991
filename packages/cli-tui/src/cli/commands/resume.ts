import { BackupId } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Command } from "../context/Context.ts"
import { perComponent } from "../context/perComponent.ts"
import { output } from "../output/Output.ts"
import { selectBackup } from "../context/selectBackup.ts"
import { finish } from "../wait/finish.ts"
import { onlyId } from "../context/onlyId.ts"
import { dryRunResume } from "../dryRun/dryRuns.ts"

/** Resumes those components that are unfinished; one that is not does not prevent the other from being resumed. */
export const resume: Command = Effect.fnUntraced(function* (context) {
  const { components, dryRun, wait } = context.invocation
  const backupId = yield* selectBackup(yield* onlyId(context.invocation), components)
  if (dryRun) return yield* dryRunResume(context, backupId)
  const id = BackupId.format(backupId)
  const { done, failed } = yield* perComponent(components, (api, component) =>
    api.resume(component, backupId)
  )
  const resumed = done.map((x) => x.component)
  const asked = output({
    document: resumed.length === 0 ? null : { backupId: id, resumed },
    lines: resumed.map((component) => ({ backupId: id, component, resumed: true })),
    names: resumed.length === 0 ? [] : [id],
    notes: resumed.map((component) => `${component}: backup ${id} continues.`),
    failed
  })
  return wait && resumed.length > 0 ? yield* finish(context, backupId, resumed, asked) : asked
})
