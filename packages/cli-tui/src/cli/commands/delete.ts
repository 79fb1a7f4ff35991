import { BackupClient, BackupGroup, BackupId, type ClientError, type Component } from "@camunda-backup/core"
import { Effect, Option, Result } from "effect"
import { withInstallation } from "../context/installation.ts"
import { canConfirm, confirm, type Question } from "../context/confirm.ts"
import type { Command } from "../context/Context.ts"
import { type Failed, output, type Output } from "../output/Output.ts"
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

const remaining = ({ goodAfter, goodBefore, losesLastGood }: BackupGroup.DeleteImpact): string =>
  `Good backups: ${goodBefore.length} now, ${goodAfter.length} afterwards.${losesLastGood ? " No good backup will be left." : ""}`

/** What a dry run says as the question would. */
const withImpact = (plan: Output, impact: BackupGroup.DeleteImpact): Output => ({
  ...plan,
  text: (wide, columns) => `${plan.text(wide, columns)}${remaining(impact)}\n`,
  document:
    plan.document === null
      ? null
      : {
          ...plan.document,
          goodBackups: { now: impact.goodBefore.length, afterwards: impact.goodAfter.length }
        }
})

const question = (
  backupIds: ReadonlyArray<BackupId.BackupId>,
  impact: BackupGroup.DeleteImpact
): Question => {
  const words = backupIds.map(BackupId.format).join(" ")
  return {
    what: subject(backupIds),
    warning: remaining(impact),
    typed: { count: String(backupIds.length), id: words, yes: null }[impact.proof]
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
    // What does not exist need not be confirmed.
    if (plan.document === null) return dryRun ? plan : { ...plan, notes: [] }
    const reading = Effect.map(listAll(components), (all) =>
      BackupGroup.deleteImpact(BackupGroup.groupById(all), backupIds, components, components)
    )
    // A dry run whose plan could be read is shown also where the list cannot be read.
    if (dryRun)
      return Option.match(yield* Effect.option(reading), {
        onNone: () => plan,
        onSome: (impact) => withImpact(plan, impact)
      })
    const impact = yield* reading
    yield* context.terminal.note(plan.text(false).trimEnd())
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
