import { BackupId } from "@camunda-backup/core"
import { Effect } from "effect"
import { withInstallation } from "../context/installation.ts"
import { canConfirm, confirm } from "../context/confirm.ts"
import type { Command } from "../context/Context.ts"
import { perComponent } from "../context/perComponent.ts"
import { output } from "../output/Output.ts"
import { selectBackup } from "../context/selectBackup.ts"
import { finish } from "../wait/finish.ts"
import { onlyId } from "../context/onlyId.ts"
import { dryRunCancel } from "../dryRun/dryRuns.ts"

export const cancel: Command = Effect.fnUntraced(function* (context) {
  const { components, dryRun, wait, yes } = context.invocation
  const backupId = yield* selectBackup(yield* onlyId(context.invocation), components)
  const what = `The cancellation of backup ${BackupId.format(backupId)}`
  if (!dryRun) yield* canConfirm(context, what)
  if (dryRun || !yes) {
    const plan = yield* withInstallation(context.invocation, yield* dryRunCancel(context, backupId))
    if (dryRun) return plan
    // What cannot be cancelled need not be confirmed.
    if (plan.document === null) return { ...plan, notes: [] }
    yield* context.terminal.note(plan.text(false).trimEnd())
  }
  const id = BackupId.format(backupId)
  yield* confirm(context, { what, warning: "", typed: null })
  const { done, failed } = yield* perComponent(components, (api, component) =>
    api.cancel(component, backupId)
  )
  const cancelled = done.map((x) => x.component)
  const asked = output({
    document: cancelled.length === 0 ? null : { backupId: id, cancelled },
    lines: cancelled.map((component) => ({ backupId: id, component, cancelled: true })),
    names: cancelled.length === 0 ? [] : [id],
    notes: cancelled.map(
      (component) => `${component}: backup ${id} is being stopped; its finished parts stay.`
    ),
    // With both components, often only one runs: the other does not count as a failure then.
    failed: cancelled.length > 0 ? failed.filter((x) => x.error._tag !== "BackupNotRunning") : failed
  })
  return wait && cancelled.length > 0 ? yield* finish(context, backupId, cancelled, asked, () => 0) : asked
})
