import { type BackupClient, BackupId, type Component } from "@camunda-backup/core"
import { Effect, Option } from "effect"
import type { Command } from "../context/Context.ts"
import { withInstallation } from "../context/installation.ts"
import { perComponent } from "../context/perComponent.ts"
import { output } from "../output/Output.ts"
import { selectBackup } from "../context/selectBackup.ts"
import { finish } from "../wait/finish.ts"
import { onlyId } from "../context/onlyId.ts"
import { dryRunResume } from "../dryRun/dryRuns.ts"

/**
 * Continues it where nobody works on it any more, and joins it where somebody does: after Ctrl-C of `create --direct` the attempt is open until
 * its lease has expired, and whoever wants to have it finished need not know that.
 */
const resumeOrJoin = (
  api: BackupClient["Service"],
  component: Component.Component,
  backupId: BackupId.BackupId
) =>
  api.resume(component, backupId).pipe(
    Effect.as<"resumed" | "joined">("resumed"),
    Effect.catchTag("BackupRunning", (running) =>
      Effect.flatMap(api.details(component, backupId), ({ attempt }) =>
        Option.exists(attempt, (x) => Option.isNone(x.ended))
          ? Effect.succeed<"resumed" | "joined">("joined")
          : Effect.fail(running)
      )
    )
  )

/** Resumes those components that are unfinished; one that is not does not prevent the other from being resumed. */
export const resume: Command = Effect.fnUntraced(function* (context) {
  const { components, dryRun, wait } = context.invocation
  const backupId = yield* selectBackup(yield* onlyId(context.invocation), components)
  if (dryRun) return yield* withInstallation(context.invocation, yield* dryRunResume(context, backupId))
  const id = BackupId.format(backupId)
  const { done, failed } = yield* perComponent(components, (api, component) =>
    resumeOrJoin(api, component, backupId)
  )
  const resumed = done.map((x) => x.component)
  const asked = output({
    document: resumed.length === 0 ? null : { backupId: id, resumed },
    lines: resumed.map((component) => ({ backupId: id, component, resumed: true })),
    names: resumed.length === 0 ? [] : [id],
    notes: done.map(({ component, value }) =>
      value === "resumed"
        ? `${component}: backup ${id} continues.`
        : `${component}: backup ${id} has not ended yet, so it is joined.`
    ),
    failed
  })
  return wait && resumed.length > 0 ? yield* finish(context, backupId, resumed, asked) : asked
})
