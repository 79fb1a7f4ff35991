/** What a command would do, with exact snapshot names: `--dry-run`. */
import { BackupId, type Component, LeftOut, Quantities } from "@camunda-backup/core"
import { printable } from "../../text/printable.ts"
import { type Failed, type Json, output, type Output } from "../output/Output.ts"

export interface DryRun {
  readonly component: Component.Component
  readonly backupId: BackupId.BackupId
  /** State, age and parts of a backup that exists. */
  readonly about?: string
  /** What happens to each snapshot. */
  readonly snapshots: ReadonlyArray<{
    readonly does: string
    readonly snapshot: string
    readonly indices: ReadonlyArray<string> | null
  }>
  /** For a create: what is under the prefix and would be in none of them. */
  readonly inNoPart?: ReadonlyArray<LeftOut.LeftOut>
}

const text = ({ about, component, backupId, inNoPart = [], snapshots }: DryRun, wide: boolean): string => {
  const lines = snapshots.map(({ does, snapshot, indices }) => {
    const held =
      indices === null
        ? ""
        : wide
          ? `  ${indices.map(printable).join(",") || "nothing"}`
          : `  ${Quantities.count(indices.length, "index", "indices")}`
    return `  ${does}  ${printable(snapshot)}${held}\n`
  })
  const left = inNoPart.map((x) => `  in no part: ${printable(LeftOut.describe(x))}\n`)
  return `${component} ${BackupId.format(backupId)}:${about === undefined ? "" : ` ${about}`}\n${lines.join("") || "  nothing\n"}${left.join("")}`
}

export const dryRunOutput = (all: ReadonlyArray<DryRun>, failed: ReadonlyArray<Failed>): Output => {
  const documents = all.map((x): Json => ({
    component: x.component,
    backupId: BackupId.format(x.backupId),
    snapshots: x.snapshots,
    ...(x.inNoPart === undefined ? {} : { inNoPart: x.inNoPart })
  }))
  return output({
    text: (wide) => all.map((x) => text(x, wide)).join(""),
    document: all.length === 0 ? null : { dryRun: true, plans: documents },
    lines: documents,
    names: all.flatMap((x) => x.snapshots.map((y) => y.snapshot)),
    notes: ["Nothing was done (--dry-run)."],
    failed
  })
}
