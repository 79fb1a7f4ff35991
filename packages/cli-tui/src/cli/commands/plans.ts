/** What a command would do, with exact snapshot names: `--dry-run`. */
import {
  Attempt,
  BackupDesk,
  BackupError,
  type BackupDetails,
  BackupId,
  type Component
} from "@camunda-backup/core"
import { Effect, Option, Result } from "effect"
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
          : `  ${indices.length} ${indices.length === 1 ? "index" : "indices"}`
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

type Details = BackupDetails.BackupDetails

interface Rule {
  /** Why the command would be refused, as far as can be seen without asking for it. */
  readonly refused: (details: Details) => BackupError.BackupError | null
  /** What happens to a part; `null`: nothing. */
  readonly does: (part: BackupDetails.Part) => string | null
  /** Of both components often only some are concerned: the others are no failure then. */
  readonly passed: ReadonlyArray<BackupError.BackupError["_tag"]>
}

/** By what is there: the parts that something happens to, or why it would be refused. */
const planOfParts = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component.Component>,
  backupIds: ReadonlyArray<BackupId.BackupId>,
  { does, passed, refused }: Rule
): Effect.fn.Return<Report, never, Services> {
  const desk = yield* BackupDesk
  const all: Array<Planned> = []
  const failed: Array<Failed> = []
  for (const backupId of backupIds) {
    const looked = yield* perComponent(components, (_api, component) =>
      Effect.flatMap(desk.details(component, backupId), (details) => {
        const error = refused(details)
        return error === null ? Effect.succeed(details) : Effect.fail(error)
      })
    )
    for (const { component, value } of looked.done)
      all.push({
        component,
        backupId,
        snapshots: value.parts.flatMap((part) => {
          const what = does(part)
          return what === null ? [] : [{ does: what, snapshot: part.snapshot, indices: part.indices }]
        })
      })
    const some = looked.done.length > 0
    failed.push(...looked.failed.filter((x) => !(some && passed.includes(x.error._tag))))
  }
  return planReport(all, failed)
})

const isThere = ({ state }: BackupDetails.Part): boolean => state !== "PLANNED" && state !== "MISSING"

export const planDelete = ({ invocation }: Context, backupIds: ReadonlyArray<BackupId.BackupId>) =>
  planOfParts(invocation.components, backupIds, {
    refused: () => null,
    does: (part) => (isThere(part) ? "delete" : null),
    passed: ["BackupNotFound"]
  })

const isOpen = ({ attempt }: Details): boolean => Option.exists(attempt, Attempt.isOpen)

export const planCancel = ({ invocation }: Context, backupId: BackupId.BackupId) =>
  planOfParts(invocation.components, [backupId], {
    refused: (x) => (isOpen(x) ? null : new BackupError.BackupNotRunning({ backupId })),
    does: ({ state }) => (state === "IN_PROGRESS" ? "abort" : state === "PLANNED" ? "skip " : "keep "),
    passed: ["BackupNotFound", "BackupNotRunning"]
  })

/** The reasons that show without the indices; the others are found when it is asked for. */
const refusesResume = ({ attempt, backup }: Details): BackupError.BackupError | null => {
  const { backupId, component } = backup
  const refuse = (reason: string) => new BackupError.ResumeRefused({ backupId, reasons: [reason] })
  if (Option.isNone(attempt))
    return refuse("The journal knows no attempt of it, so what was meant to be in it is not known.")
  if (Attempt.isOpen(attempt.value)) return new BackupError.BackupRunning({ component })
  return backup.state === "COMPLETED" ? refuse("It is completed.") : null
}

export const planResume = ({ invocation }: Context, backupId: BackupId.BackupId) =>
  planOfParts(invocation.components, [backupId], {
    refused: refusesResume,
    does: (part) => (part.state === "SUCCESS" ? "keep" : isThere(part) ? "redo" : "take"),
    passed: []
  })
