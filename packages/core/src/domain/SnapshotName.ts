/**
 * Snapshot names of Operate and Tasklist backups: `camunda_operate_{backupId}_{version}_part_{part}_of_{count}`.
 *
 * The name alone says which backup and part a snapshot is: metadata may be absent (old writers, `verbose=false`). A repository may hold
 * anyone's snapshots: a foreign name is `none`, never an error, even when it begins like ours (`camunda_operate_notes`).
 *
 * Invariants: `parse(format(x)) = some(x)` and `format(parse(s)) = s`; `search(…, 12)` never matches backup 123.
 * A part number above the count (`part_3_of_2`) is valid too: Camunda counts and deletes such a snapshot with the others of its id.
 */
import { Brand, Option } from "effect"
import * as BackupId from "./BackupId.ts"
import type { CamundaVersion } from "./CamundaVersion.ts"
import * as Component from "./Component.ts"

/** A name that `parse` accepted or `format` made: the only kind that may reach a DELETE. */
export type SnapshotName = string & Brand.Brand<"SnapshotName">

const make = Brand.nominal<SnapshotName>()

/** The fields of a snapshot name. */
export interface Parsed {
  readonly name: SnapshotName
  readonly component: Component.Component
  readonly backupId: BackupId.BackupId
  /** As written in the name; may be any Camunda version, even an unknown one. */
  readonly version: string
  /** 1-based; may be above `count`. */
  readonly part: number
  readonly count: number
}

// Canonical numbers only (no leading zeros), so that a parsed name can be formatted back to itself; nothing in a version that JSON would
// have to escape, so that a name can be written into an answer as it is.
const rest = String.raw`(0|[1-9][0-9]{0,18})_([^_"\\\x00-\x1f]+)_part_([1-9][0-9]{0,5})_of_([1-9][0-9]{0,5})$`

const grammar = Component.record((component) => new RegExp(`^${Component.snapshotPrefix(component)}${rest}`))

/** Reads a name of the given component. */
export const parse = (component: Component.Component, text: string): Option.Option<Parsed> => {
  const match = grammar[component].exec(text)
  if (match === null) return Option.none()
  const [, id = "", version = "", part = "", count = ""] = match
  const backupId = BackupId.parse(id)
  if (Option.isNone(backupId)) return Option.none()
  return Option.some({
    name: make(text),
    component,
    backupId: backupId.value,
    version,
    part: Number(part),
    count: Number(count)
  })
}

/** Reads a name of any component. */
export const parseAny = (text: string): Option.Option<Parsed> =>
  Option.firstSomeOf(Component.all.map((component) => parse(component, text)))

/** The name of a part, e.g. `camunda_operate_1732300000_8.7.2_part_1_of_6`. */
export const format = (x: {
  readonly component: Component.Component
  readonly backupId: BackupId.BackupId
  readonly version: CamundaVersion
  readonly part: number
  readonly count: number
}): SnapshotName =>
  make(
    `${Component.snapshotPrefix(x.component)}${BackupId.format(x.backupId)}_${x.version}_part_${x.part}_of_${x.count}`
  )

/** Search expression for all snapshots of one backup, of any version and part count. For reading only. */
export const search = (component: Component.Component, backupId: BackupId.BackupId): string =>
  `${Component.snapshotPrefix(component)}${BackupId.format(backupId)}_*`
