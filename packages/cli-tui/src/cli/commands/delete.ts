import { BackupClient, BackupGroup, BackupId, type ClientError, type Component } from "@camunda-backup/core"
import { Effect, Result } from "effect"
import { withInstallation } from "../context/installation.ts"
import { canConfirm, confirm, type Question } from "../context/confirm.ts"
import type { Command } from "../context/Context.ts"
import { type Failed, output } from "../output/Output.ts"
import { listAll, selectBackup } from "../context/selectBackup.ts"
import { dryRunDelete } from "../dryRun/dryRuns.ts"

interface Deleted {
  readonly backupId: string
  readonly deleted: ReadonlyArray<Component.Component>
}

const subject = (backupIds: ReadonlyArray<BackupId.BackupId>): string => {
  const words = backupIds.map(BackupId.format).join(" ")
  return backupIds.length > 1
    ? `The deletion of ${backupIds.length} backups (${words})`
    : `The deletion of backup ${words}`
}

const question = (
  backupIds: ReadonlyArray<BackupId.BackupId>,
  { goodAfter, goodBefore, losesLastGood, proof }: BackupGroup.DeleteImpact
): Question => {
  const words = backupIds.map(BackupId.format).join(" ")
  return {
    what: subject(backupIds),
    warning: `Good backups: ${goodBefore.length} now, ${goodAfter.length} afterwards.${losesLastGood ? " No good backup will be left." : ""}`,
    typed: { count: String(backupIds.length), id: words, yes: null }[proof]
  }
}

/** One backup after another: Elasticsearch runs one delete per repository at a time. */
export const deleteBackup: Command = Effect.fnUntraced(function* (context) {
  const { components, dryRun, ids, yes } = context.invocation
  const chosen = yield* Effect.forEach(ids, (id) => selectBackup(id, components))
  const backupIds = [...new Set(chosen)]
  if (!dryRun) yield* canConfirm(context, subject(backupIds))
  if (dryRun || !yes) {
    const plan = yield* withInstallation(context.invocation, yield* dryRunDelete(context, backupIds))
    if (dryRun) return plan
    // What does not exist need not be confirmed.
    if (plan.document === null) return { ...plan, notes: [] }
    yield* context.terminal.note(plan.text(false).trimEnd())
    const groups = BackupGroup.groupById(yield* listAll(components))
    const impact = BackupGroup.deleteImpact(groups, backupIds, components, components)
    yield* confirm(context, question(backupIds, impact))
  }
  const done: Array<Deleted> = []
  const failed: Array<Failed> = []
  for (const backupId of backupIds) {
    const results = yield* deleteOf(backupId, components)
    const deleted = results.flatMap((x) => (Result.isSuccess(x.result) ? [x.component] : []))
    const refused = results.flatMap(({ component, result }) =>
      Result.isFailure(result) ? [{ component, error: result.failure }] : []
    )
    if (deleted.length > 0) done.push({ backupId: BackupId.format(backupId), deleted })
    // With both components, often only one has the backup: the other does not count as a failure then.
    failed.push(...(deleted.length > 0 ? refused.filter((x) => x.error._tag !== "BackupNotFound") : refused))
  }
  return output({
    document:
      done.length === 0
        ? null
        : done.length === 1 && done[0] !== undefined
          ? { ...done[0] }
          : { backups: done },
    lines: done.map((x) => ({ ...x })),
    names: done.map((x) => x.backupId),
    notes: done.flatMap((x) =>
      x.deleted.map((component) => `${component}: backup ${x.backupId} is deleted.`)
    ),
    failed
  })
})

const deleteOf = (
  backupId: BackupId.BackupId,
  components: ReadonlyArray<Component.Component>
): Effect.Effect<
  ReadonlyArray<{
    readonly component: Component.Component
    readonly result: Result.Result<void, ClientError>
  }>,
  never,
  BackupClient
> =>
  Effect.forEach(
    components,
    (component) =>
      Effect.map(Effect.result(BackupClient.use((api) => api.delete(component, backupId))), (result) => ({
        component,
        result
      })),
    { concurrency: "unbounded" }
  )
