import {
  BackupClient,
  BackupId,
  type ClientError,
  Quantities,
  RetentionDto,
  RetentionReport,
  SchedulesClient
} from "@camunda-backup/core"
import { Effect, Option, Result } from "effect"
import { withInstallation } from "../context/installation.ts"
import type { Command } from "../context/Context.ts"
import { moment } from "../output/cells.ts"
import { type Failed, type Output, output } from "../output/Output.ts"
import { table } from "../output/table.ts"

type Row = RetentionReport.RetentionRow

/** For people: what each word means in a sentence is in docs/retention.md. */
const why = ({ kept, removed }: Row): string => (removed === null ? kept.join(", ") : removed)

const rowsOf = (rows: ReadonlyArray<Row>): ReadonlyArray<ReadonlyArray<string>> =>
  rows.map((x) => [
    x.removed === null ? "keep" : "REMOVE",
    BackupId.format(x.backupId),
    moment(x.startedAt),
    x.backups.map((y) => `${y.component} ${y.state}`).join(", "),
    why(x)
  ])

const planOutput = (report: RetentionReport.RetentionReport): Output => {
  const doomed = RetentionReport.doomed(report)
  const good = report.rows.filter((x) => x.good)
  const document = RetentionDto.encode(report)
  return output({
    text: (_, columns = null) =>
      report.rows.length === 0
        ? ""
        : table(["", "ID", "STARTED", "STATES", "WHY"], rowsOf(report.rows), columns) +
          `Good backups: ${good.length} now, ${good.filter((x) => x.removed === null).length} afterwards.\n`,
    document: { ...document },
    lines: document.rows,
    names: doomed.map((x) => BackupId.format(x.backupId)),
    notes: [
      report.policy === null
        ? "No policy is set (CAMUNDA_BACKUP_RETENTION_KEEP_…), and none was given (--keep-…): everything is kept."
        : `${Quantities.count(doomed.length, "backup")} of ${report.rows.length} would be removed.`
    ]
  })
}

/** What is gone already is as it shall be. */
const remove = (row: Row): Effect.Effect<ReadonlyArray<Failed>, never, BackupClient> =>
  Effect.map(
    Effect.forEach(row.backups, ({ component }) =>
      Effect.map(
        Effect.result(BackupClient.use((api) => api.delete(component, row.backupId))),
        (result): ReadonlyArray<{ component: typeof component; error: ClientError }> =>
          Result.isFailure(result) && result.failure._tag !== "BackupNotFound"
            ? [{ component, error: result.failure }]
            : []
      )
    ),
    (x) => x.flat()
  )

const keyOf = (x: Row): string => `${x.backupId} ${x.backups.map((y) => y.component).join()}`

/** The oldest first; each is judged anew before it goes, since others work here as well. Stops at the first that cannot be removed. */
const apply = Effect.fnUntraced(function* (
  plan: Effect.Effect<RetentionReport.RetentionReport, ClientError, SchedulesClient>,
  told: (line: string) => Effect.Effect<void>
) {
  const removed: Array<Row> = []
  const tried = new Set<string>()
  while (true) {
    const next = RetentionReport.doomed(yield* plan).find((x) => !tried.has(keyOf(x)))
    if (next === undefined) return { removed, failed: [] }
    tried.add(keyOf(next))
    const failed = yield* remove(next)
    if (failed.length > 0) return { removed, failed }
    removed.push(next)
    yield* told(
      `removed ${BackupId.format(next.backupId)} of ${next.backups.map((x) => x.component).join(" and ")}`
    )
  }
})

/** Nothing is removed without `--yes`. */
export const retention: Command = Effect.fnUntraced(function* ({ invocation, terminal }) {
  const { components, dryRun, policy, quiet, word, yes } = invocation
  const plan = Effect.flatMap(SchedulesClient, (api) =>
    api.retention(Option.fromNullishOr(policy), components)
  )
  const report = yield* plan
  const shown = planOutput(report)
  if (word === "plan") return shown
  const doomed = RetentionReport.doomed(report)
  if (dryRun || !yes || doomed.length === 0) {
    const named = yield* withInstallation(invocation, shown)
    return doomed.length === 0
      ? named
      : {
          ...named,
          notes: [...shown.notes, "Nothing was removed: the same command with --yes removes them."]
        }
  }
  const { failed, removed } = yield* apply(plan, (line) => (quiet ? Effect.void : terminal.note(line)))
  const rows = { policy: report.policy, rows: removed }
  return output({
    document: { ...RetentionDto.encode(rows) },
    lines: RetentionDto.encode(rows).rows,
    names: removed.map((x) => BackupId.format(x.backupId)),
    notes: [`${Quantities.count(removed.length, "backup")} removed.`],
    failed
  })
})
