/** What a command would do, with exact snapshot names: `--dry-run`. */
import {
  type Attempt,
  BackupDesk,
  type BackupError,
  type BackupDetails,
  BackupId,
  type Component
} from "@camunda-backup/core"
import type { Option } from "effect"
import { Effect, Result } from "effect"
import type { Context } from "../Context.ts"
import { printable } from "../output/printable.ts"
import { type Failed, perComponent } from "../perComponent.ts"
import { type Json, type Report, report } from "../Report.ts"
import type { Services } from "../connect.ts"

interface Planned {
  readonly component: Component.Component
  readonly backupId: BackupId.BackupId
  /** What happens to each snapshot. */
  readonly snapshots: ReadonlyArray<{
    readonly does: string
    readonly snapshot: string
    readonly indices: ReadonlyArray<string> | null
  }>
}

const text = ({ component, backupId, snapshots }: Planned, wide: boolean): string => {
  const lines = snapshots.map(({ does, snapshot, indices }) => {
    const held =
      indices === null
        ? ""
        : wide
          ? `  ${indices.map(printable).join(",") || "nothing"}`
          : `  ${indices.length} indices`
    return `  ${does}  ${printable(snapshot)}${held}\n`
  })
  return `${component} ${BackupId.format(backupId)}:\n${lines.join("") || "  nothing\n"}`
}

const planReport = (all: ReadonlyArray<Planned>, failed: ReadonlyArray<Failed>): Report => {
  const documents = all.map((x): Json => ({
    component: x.component,
    backupId: BackupId.format(x.backupId),
    snapshots: x.snapshots
  }))
  return report({
    text: (wide) => all.map((x) => text(x, wide)).join(""),
    document: all.length === 0 ? null : { dryRun: true, plans: documents },
    lines: documents,
    names: all.flatMap((x) => x.snapshots.map((y) => y.snapshot)),
    notes: ["Nothing was done (--dry-run)."],
    failed
  })
}

export const planCreate = Effect.fnUntraced(function* (
  { invocation }: Context,
  backupId: BackupId.BackupId
): Effect.fn.Return<Report, BackupError.BackupError, Services> {
  const desk = yield* BackupDesk
  const plans = yield* desk.plan(invocation.components, backupId)
  const all = plans.flatMap(({ component, result }) =>
    Result.isSuccess(result)
      ? [{ component, backupId, snapshots: result.success.map((x) => ({ does: "take", ...x })) }]
      : []
  )
  const failed = plans.flatMap(({ component, result }) =>
    Result.isFailure(result) ? [{ component, error: result.failure }] : []
  )
  return planReport(all, failed)
})

/** By the details of a backup: which of its parts something happens to. */
const planOfParts = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component.Component>,
  backupIds: ReadonlyArray<BackupId.BackupId>,
  does: (part: BackupDetails.Part, attempt: Option.Option<Attempt.Attempt>) => string | null
): Effect.fn.Return<Report, never, Services> {
  const desk = yield* BackupDesk
  const all: Array<Planned> = []
  const failed: Array<Failed> = []
  for (const backupId of backupIds) {
    const looked = yield* perComponent(components, (_api, component) => desk.details(component, backupId))
    for (const { component, value } of looked.done)
      all.push({
        component,
        backupId,
        snapshots: value.parts.flatMap((part) => {
          const what = does(part, value.attempt)
          return what === null ? [] : [{ does: what, snapshot: part.snapshot, indices: part.indices }]
        })
      })
    const some = looked.done.length > 0
    failed.push(...looked.failed.filter((x) => !(some && x.error._tag === "BackupNotFound")))
  }
  return planReport(all, failed)
})

const isThere = ({ state }: BackupDetails.Part): boolean => state !== "PLANNED" && state !== "MISSING"

export const planDelete = ({ invocation }: Context, backupIds: ReadonlyArray<BackupId.BackupId>) =>
  planOfParts(invocation.components, backupIds, (part) => (isThere(part) ? "delete" : null))

export const planCancel = ({ invocation }: Context, backupId: BackupId.BackupId) =>
  planOfParts(invocation.components, [backupId], (part) =>
    part.state === "IN_PROGRESS" ? "abort" : part.state === "SUCCESS" ? "keep " : null
  )

export const planResume = ({ invocation }: Context, backupId: BackupId.BackupId) =>
  planOfParts(invocation.components, [backupId], (part) =>
    part.state === "SUCCESS" ? "keep" : isThere(part) ? "redo" : "take"
  )
