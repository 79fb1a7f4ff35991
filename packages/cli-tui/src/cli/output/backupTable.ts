import {
  Annotation,
  Backup,
  type BackupDetails,
  BackupGroup,
  BackupId,
  type Component,
  Quantities,
  type Verification
} from "@camunda-backup/core"
import { type ColumnName, columnNames } from "../spec/flags.ts"
import { moment, orDash, verified } from "./cells.ts"
import { table } from "./table.ts"

/** What drills found of a backup; `null`: nobody can say, and then there is no such column. */
export type Verified = ((backup: Backup.Backup) => Verification.Verification | null) | null

/** What only the details of a backup tell; absent: they were not read. */
export type Facts = ReadonlyMap<Backup.Backup, BackupDetails.BackupDetails>

export interface Shown {
  readonly groups: ReadonlyArray<BackupGroup.BackupGroup>
  readonly components: ReadonlyArray<Component.Component>
  readonly verifiedOf: Verified
  readonly facts: Facts
  readonly now: number
}

type Group = BackupGroup.BackupGroup

const partsOf = ({ backups }: Group): string => {
  const { done, total } = BackupGroup.countParts(backups)
  return `${done}/${total ?? "?"}`
}

const versionsOf = ({ backups }: Group): string =>
  [...new Set(backups.flatMap((x) => x.snapshots).map((x) => x.version))].join(",") || "-"

/** From the first part that began to the last that ended; `null` while one runs, or when it is not known. */
const tookOf = ({ backups, startedAt }: Group, facts: Facts): number | null => {
  const ends = backups.map((x) => facts.get(x)?.finishedAt ?? null)
  return startedAt === null || ends.some((x) => x === null)
    ? null
    : Math.max(...ends.map((x) => x ?? 0)) - startedAt
}

const sizeOf = ({ backups }: Group, facts: Facts): number | null => {
  let sum = 0
  for (const backup of backups)
    for (const { bytes } of facts.get(backup)?.parts ?? [{ bytes: null }]) {
      if (bytes === null) return null
      sum += bytes
    }
  return sum
}

/** When all of them were verified; what is wrong with one stands before what is right with another. */
const verifiedCell = (group: Group, verifiedOf: NonNullable<Verified>): string => {
  const found = group.backups.map((x) => verifiedOf(x))
  const bad = found.find((x) => x !== null && x.result !== "verified")
  if (bad != null) return verified(bad)
  if (found.some((x) => x === null)) return found.every((x) => x === null) ? "-" : "in part"
  const [oldest = null] = found.toSorted((a, b) => (a?.at ?? 0) - (b?.at ?? 0))
  return verified(oldest)
}

const reasonOf = ({ backups }: Group, several: boolean): string =>
  backups
    .flatMap((x) => (x.reason === null ? [] : [several ? `${x.component}: ${x.reason}` : x.reason]))
    .join(" ")

/** Of each component; once where they say the same. */
const said = ({ backups }: Group, wordsOf: (x: Annotation.Annotation) => string): string =>
  [...new Set(backups.map((x) => wordsOf(Backup.annotationOf(x))))].filter((x) => x !== "").join(" | ") || "-"

const stateOf = (group: Group, component: Component.Component): string =>
  group.backups.find((x) => x.component === component)?.state ?? "-"

interface Column {
  readonly header: ReadonlyArray<string>
  readonly cells: (group: Group) => ReadonlyArray<string>
}

const one = (header: string, cell: (group: Group) => string): Column => ({
  header: [header],
  cells: (group) => [cell(group)]
})

const columnsOf = ({ components, facts, now, verifiedOf }: Shown): Readonly<Record<ColumnName, Column>> => {
  const several = components.length > 1
  return {
    id: one("ID", (x) => BackupId.format(x.backupId)),
    states: {
      header: several ? components.map((x) => x.toUpperCase()) : ["STATE"],
      cells: (x) => components.map((component) => stateOf(x, component))
    },
    age: one("AGE", (x) => orDash(x.startedAt, (at) => Quantities.duration(now - at))),
    started: one("STARTED", (x) => moment(x.startedAt)),
    took: one("TOOK", (x) => orDash(tookOf(x, facts), Quantities.took)),
    parts: one("PARTS", partsOf),
    size: one("SIZE", (x) => orDash(sizeOf(x, facts), Quantities.bytes)),
    verified: one("VERIFIED", (x) => (verifiedOf === null ? "-" : verifiedCell(x, verifiedOf))),
    version: one("VERSION", versionsOf),
    labels: one("LABELS", (x) => said(x, (y) => Annotation.formatLabels(y).join(","))),
    description: one("DESCRIPTION", (x) => said(x, (y) => y.description ?? "")),
    reason: one("REASON", (x) => reasonOf(x, several))
  }
}

const onlyWide: ReadonlySet<ColumnName> = new Set(["started", "version", "labels", "description"])

/** The columns of a format; a narrow one leaves out what the others tell in another way, and what nobody said of any backup is no column. */
const usual = (wide: boolean, { groups, verifiedOf }: Shown): ReadonlyArray<ColumnName> => {
  const annotations = groups.flatMap((x) => x.backups.map(Backup.annotationOf))
  const absent: Partial<Record<ColumnName, boolean>> = {
    verified: verifiedOf === null,
    labels: annotations.every((x) => Object.keys(x.labels).length === 0),
    description: annotations.every((x) => x.description === null)
  }
  return columnNames.filter((x) => (wide || !onlyWide.has(x)) && absent[x] !== true)
}

/** One line per id, a state for each component; `""` without any. */
export const backupTable = (
  shown: Shown,
  wide: boolean,
  chosen: ReadonlyArray<ColumnName>,
  columns: number | null = null
): string => {
  if (shown.groups.length === 0) return ""
  const all = columnsOf(shown)
  const picked = (chosen.length > 0 ? chosen : usual(wide, shown)).map((x) => all[x])
  return table(
    picked.flatMap((x) => x.header),
    shown.groups.map((group) => picked.flatMap((x) => x.cells(group))),
    columns
  )
}
