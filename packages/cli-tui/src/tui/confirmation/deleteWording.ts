/** The words of a delete. Which proof it takes is decided by core, for every front end alike. */
import { BackupGroup, Quantities } from "@camunda-backup/core"
import type { Confirmation } from "../model/Dialog.ts"
import type { Model } from "../model/Model.ts"
import type { Row } from "../model/Row.ts"
import { groupsOf, isWhole, known } from "../model/Selection.ts"
import { bytesOf } from "../model/visibleRows.ts"
import { presentSnapshots, rowsOf } from "./presentSnapshots.ts"
import { alarm, conjoined, fact, type Wording } from "./Wording.ts"

const summary = (model: Model, { chosen }: Confirmation, row: Row): string => {
  const states = chosen.flatMap((x) => row.backups.get(x)?.state ?? [])
  const age = row.startedAt === null ? "not begun" : `${Quantities.duration(model.now - row.startedAt)} old`
  return `${row.key}: ${[...new Set(states)].join(", ")}, ${age}`
}

/** How many good backups there are before and after it, and how old the newest is that stays. */
const remaining = (model: Model, { goodAfter, goodBefore }: BackupGroup.DeleteImpact): string => {
  const newest = goodAfter[0]?.startedAt ?? null
  const age = newest === null ? "" : `, the newest ${Quantities.duration(model.now - newest)} old`
  return `Good backups: ${goodBefore.length} now, ${goodAfter.length} afterwards${age}.`
}

const requiredFor = (proof: BackupGroup.DeleteImpact["proof"], rows: ReadonlyArray<Row>): string | null => {
  switch (proof) {
    case "count":
      return `delete ${rows.length}`
    case "id":
      return rows[0]?.key ?? ""
    case "yes":
      return null
  }
}

export const deleteWording = (model: Model, confirmation: Confirmation): Wording => {
  const { chosen } = confirmation
  const rows = rowsOf(model, confirmation)
  const snapshots = presentSnapshots(rows, confirmation)
  const ids = rows.map((x) => x.backupId)
  const impact = BackupGroup.deleteImpact(groupsOf(model), ids, chosen, known(model))
  const size = rows.map((x) => bytesOf(x, model.facts)).reduce<number>((a, b) => a + (b ?? 0), 0)
  const held = size === 0 ? "" : ` They hold ${Quantities.bytes(size)}, partly shared with others.`
  return {
    title:
      rows.length === 1
        ? `Delete backup ${rows[0]?.key ?? ""}`
        : `Delete ${Quantities.count(rows.length, "backup")}`,
    button: "Delete",
    guards: [
      ...(isWhole(model) && impact.losesLastGood
        ? [alarm("The last good backup: nothing will be left to restore.")]
        : []),
      isWhole(model)
        ? fact(remaining(model, impact))
        : alarm(
            `Good backups: not counted yet, ${Quantities.count(model.rows.length, "backup")} read so far.`
          )
    ],
    about: [
      ...(rows.length > 1 ? rows.map((x) => summary(model, confirmation, x)) : []),
      `${Quantities.count(snapshots.length, "snapshot")} of ${conjoined(chosen)} will be removed from the repository. This cannot be undone.${held}`
    ],
    warnings: rows.some((x) => x.state === "IN_PROGRESS")
      ? ["One is still running: it is stopped first."]
      : [],
    heading: "These, and anything else the server finds with this id:",
    snapshots,
    required: isWhole(model) ? requiredFor(impact.proof, rows) : null,
    unready: isWhole(model) ? null : "Reading the rest of the list first."
  }
}
