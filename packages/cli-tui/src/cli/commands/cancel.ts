import { BackupId } from "@camunda-backup/core"
import { Effect } from "effect"
import { confirm } from "../confirm.ts"
import type { Command } from "../Context.ts"
import { perComponent } from "../perComponent.ts"
import { report } from "../Report.ts"
import { selectBackup } from "../selectBackup.ts"
import { awaitBackup, isFinished } from "../wait/awaitBackup.ts"
import { conclusion } from "../wait/progressLines.ts"
import { showProgress } from "../wait/showProgress.ts"
import { onlyId } from "./onlyId.ts"
import { planCancel } from "./plans.ts"

export const cancel: Command = Effect.fnUntraced(function* (context) {
  const { components, dryRun, quiet, refreshMillis, wait, waitTimeoutMillis } = context.invocation
  const backupId = yield* selectBackup(yield* onlyId(context.invocation), components)
  if (dryRun) return yield* planCancel(context, backupId)
  const id = BackupId.format(backupId)
  yield* confirm(context, { what: `The cancellation of backup ${id}`, typed: null })
  const { done, failed } = yield* perComponent(components, (api, component) =>
    api.cancel(component, backupId, "")
  )
  const cancelled = done.map((x) => x.component)
  const asked = report({
    document: cancelled.length === 0 ? null : { backupId: id, cancelled },
    lines: cancelled.map((component) => ({ backupId: id, component, cancelled: true })),
    names: cancelled.length === 0 ? [] : [id],
    notes: cancelled.map(
      (component) => `${component}: backup ${id} is told to stop; its finished parts stay.`
    ),
    // Of both components often only one runs: the other is no failure then.
    failed: cancelled.length > 0 ? failed.filter((x) => x.error._tag !== "BackupNotRunning") : failed
  })
  if (!wait || cancelled.length === 0) return asked
  const looks = yield* awaitBackup({
    backupId,
    components: cancelled,
    until: isFinished,
    refreshMillis,
    withinMillis: waitTimeoutMillis,
    onLook: showProgress(context.terminal, quiet)
  })
  return { ...asked, notes: [...asked.notes, conclusion(backupId, looks)] }
})
