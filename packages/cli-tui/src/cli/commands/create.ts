import { BackupClient, BackupId, Quantities } from "@camunda-backup/core"
import { Clock, Effect, Option, Result } from "effect"
import type { Command } from "../context/Context.ts"
import { output } from "../output/Output.ts"
import { withInstallation } from "../context/installation.ts"
import { finish } from "../wait/finish.ts"
import { dryRunCreate } from "../dryRun/dryRunCreate.ts"

/** Prints the id alone, so that a script can keep it: `id=$(camunda-backup create)`. Both components get the same one. */
export const create: Command = Effect.fnUntraced(function* (context) {
  const { annotation, ids, components, dryRun, partial, wait } = context.invocation
  const [given] = ids
  const backupId = typeof given === "bigint" ? Option.some(given) : Option.none()
  if (dryRun) {
    const now = yield* Clock.currentTimeMillis
    const plan = yield* dryRunCreate(
      context,
      Option.getOrElse(backupId, () => BackupId.fromUnixMillis(now))
    )
    return yield* withInstallation(context.invocation, plan)
  }
  const api = yield* BackupClient
  const created = yield* api.createGroup(components, backupId, partial, annotation)
  const id = BackupId.format(created.backupId)
  const scheduled = created.outcomes.flatMap(({ component, result }) =>
    Result.isSuccess(result) ? [{ component, snapshots: result.success }] : []
  )
  const failed = created.outcomes.flatMap(({ component, result }) =>
    Result.isFailure(result) ? [{ component, error: result.failure }] : []
  )
  const done = scheduled.length > 0
  const asked = output({
    text: () => (done ? `${id}\n` : ""),
    document: done ? { backupId: id, scheduled } : null,
    lines: scheduled.map((x) => ({ backupId: id, ...x })),
    names: done ? [id] : [],
    notes: scheduled.map(
      ({ component, snapshots }) =>
        `${component}: backup ${id} requested, ${Quantities.count(snapshots.length, "snapshot")} will be taken.`
    ),
    failed
  })
  if (!wait || !done) return asked
  return yield* finish(
    context,
    created.backupId,
    scheduled.map((x) => x.component),
    asked
  )
})
