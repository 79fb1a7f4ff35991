/** The words of each plan. */
import { BackupId } from "@camunda-backup/core"
import { bytes, count, duration } from "../view/amounts.ts"
import type { Plan } from "../model/Dialog.ts"
import { factsKey, type Model } from "../model/Model.ts"
import type { PlanWords, Snapshot } from "./confirmationOf.ts"
import type { Row } from "../model/Row.ts"
import { find, goodRows } from "../model/Selection.ts"
import { bytesOf } from "../model/visibleRows.ts"

export const coverage =
  "Operate and Tasklist only: a cluster to go back to also needs the Zeebe and Optimize backups of the same id."

export const list = (names: ReadonlyArray<string>): string => names.join(" and ")

const rowsOf = (model: Model, plan: Plan): ReadonlyArray<Row> =>
  plan.ids.flatMap((id) => find(model, BackupId.format(id)) ?? [])

const present = (rows: ReadonlyArray<Row>, plan: Plan): ReadonlyArray<Snapshot> =>
  rows.flatMap((row) =>
    plan.chosen.flatMap((component) =>
      (row.backups.get(component)?.snapshots ?? [])
        .toSorted((a, b) => a.part - b.part)
        .map((x) => ({ name: x.name, note: x.damaged ? "damaged" : x.state }))
    )
  )

export const deleteWords = (model: Model, plan: Plan): PlanWords => {
  const rows = rowsOf(model, plan)
  const snapshots = present(rows, plan)
  const good = goodRows(model)
  const gone = rows.filter((x) => good.includes(x) && plan.chosen.length > 0)
  const left = good.filter((x) => !gone.includes(x))
  const isLast = gone.length > 0 && left.length === 0
  const size = rows.map((x) => bytesOf(x, model.facts)).reduce<number>((a, b) => a + (b ?? 0), 0)
  const newest = left[0]?.startedAt ?? null
  const each = rows.map((x) => {
    const states = plan.chosen.flatMap((c) => x.backups.get(c)?.state ?? [])
    const age = x.startedAt === null ? "not begun" : `${duration(model.now - x.startedAt)} old`
    return `${x.key}: ${[...new Set(states)].join(", ")}, ${age}`
  })
  return {
    title:
      rows.length === 1 ? `Delete backup ${rows[0]?.key ?? ""}` : `Delete ${count(rows.length, "backup")}`,
    button: "Delete",
    about: [
      ...(rows.length > 1 ? each : []),
      `${count(snapshots.length, "snapshot")} of ${list(plan.chosen)} will be removed from the repository. It cannot be undone.`,
      `Good backups: ${good.length} now, ${left.length} afterwards${newest === null ? "" : `, the newest ${duration(model.now - newest)} old`}.${size === 0 ? "" : ` They hold ${bytes(size)}, in part shared with others.`}`
    ],
    warnings: [
      ...(isLast ? ["The last good backup: nothing to go back to is left."] : []),
      ...(rows.some((x) => x.state === "IN_PROGRESS") ? ["One is being taken now: it is stopped first."] : [])
    ],
    heading: "These, and whatever else of this id the server finds:",
    snapshots,
    required: rows.length > 1 ? `delete ${rows.length}` : isLast ? (rows[0]?.key ?? "") : null
  }
}

export const cancelWords = (model: Model, plan: Plan): PlanWords => {
  const rows = rowsOf(model, plan)
  const snapshots = present(rows, plan)
  const done = snapshots.filter((x) => x.note === "SUCCESS").length
  return {
    title: `Cancel backup ${rows[0]?.key ?? ""}`,
    button: "Cancel the backup",
    about: [
      `The part that runs is aborted and no other is begun. ${count(done, "finished snapshot")} stay, and the backup is INCOMPLETE.`,
      "It can be resumed later, or deleted."
    ],
    warnings: [],
    heading: "What is there now:",
    snapshots,
    required: null
  }
}

export const resumeWords = (model: Model, plan: Plan): PlanWords => {
  const [row] = rowsOf(model, plan)
  const missing = plan.chosen.flatMap((component) =>
    (model.facts.get(factsKey(component, row?.key ?? ""))?.details.parts ?? [])
      .filter((x) => x.state !== "SUCCESS" || x.damaged)
      .map((x) => ({ name: x.snapshot, note: x.state }))
  )
  const age = row?.startedAt ?? null
  return {
    title: `Resume backup ${row?.key ?? ""}`,
    button: "Resume",
    about: [
      `Goes on at the first part that is not there; the server refuses if finished parts no longer fit.`,
      age === null
        ? ""
        : `Its first part was begun ${duration(model.now - age)} ago: the later the rest is taken, the less the parts belong to one moment.`
    ].filter((x) => x !== ""),
    warnings: [],
    heading: missing.length === 0 ? "What is missing is not known here." : "What is missing:",
    snapshots: missing,
    required: null
  }
}
