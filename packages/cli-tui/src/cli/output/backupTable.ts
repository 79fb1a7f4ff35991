import {
  type Backup,
  type BackupDetails,
  BackupGroup,
  BackupId,
  type Component,
  Quantities,
  type Verification
} from "@camunda-backup/core"
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

const stateOf = (group: Group, component: Component.Component): string =>
  group.backups.find((x) => x.component === component)?.state ?? "-"

/** One line per id, a state for each component; `""` without any. */
export const backupTable = (
  { components, facts, groups, now, verifiedOf }: Shown,
  wide: boolean,
  columns: number | null = null
): string => {
  if (groups.length === 0) return ""
  const several = components.length > 1
  return table(
    [
      "ID",
      ...(several ? components.map((x) => x.toUpperCase()) : ["STATE"]),
      "AGE",
      ...(wide ? ["STARTED"] : []),
      "TOOK",
      "PARTS",
      "SIZE",
      ...(verifiedOf === null ? [] : ["VERIFIED"]),
      ...(wide ? ["VERSION"] : []),
      "REASON"
    ],
    groups.map((x) => [
      BackupId.format(x.backupId),
      ...components.map((component) => stateOf(x, component)),
      orDash(x.startedAt, (at) => Quantities.duration(now - at)),
      ...(wide ? [moment(x.startedAt)] : []),
      orDash(tookOf(x, facts), Quantities.took),
      partsOf(x),
      orDash(sizeOf(x, facts), Quantities.bytes),
      ...(verifiedOf === null ? [] : [verifiedCell(x, verifiedOf)]),
      ...(wide ? [versionsOf(x)] : []),
      reasonOf(x, several)
    ]),
    columns
  )
}
