/**
 * A backup: all snapshots of one component with one id, and the verdict on them. Grouping and order as Camunda's (API reference §8, §15).
 */
import { Option } from "effect"
import * as Annotation from "./Annotation.ts"
import type { BackupId } from "./BackupId.ts"
import * as BackupState from "./BackupState.ts"
import type { Component } from "./Component.ts"
import type { Snapshot } from "./Snapshot.ts"

/** All snapshots of one component with one id, with the state that follows from them. */
export interface Backup extends BackupState.Verdict {
  readonly component: Component
  readonly backupId: BackupId
  /** In the order of the answer they came from. */
  readonly snapshots: ReadonlyArray<Snapshot>
  /** What its first part says of it or, before there is one, its plan. Absent: nothing. */
  readonly annotation?: Annotation.Annotation
}

/** What the journal knows about one backup id. */
export type KnownOf = (backupId: BackupId) => BackupState.Known

/** The backup that these snapshots make, judged with what the journal knows about it. */
export const make = (
  component: Component,
  backupId: BackupId,
  snapshots: ReadonlyArray<Snapshot>,
  known: BackupState.Known
): Backup => {
  const { state, reason } = BackupState.aggregate(snapshots, known)
  const annotation =
    Annotation.ofSnapshots(snapshots) ?? Option.getOrUndefined(known.attempt)?.plan.annotation
  return {
    component,
    backupId,
    state,
    reason,
    snapshots,
    ...(annotation === undefined ? {} : { annotation })
  }
}

/** Description and labels of a backup, which may be none. */
export const annotationOf = ({ annotation = Annotation.none }: Backup): Annotation.Annotation => annotation

const newestFirst = (a: Snapshot, b: Snapshot): number => {
  const byStart = (b.startTime ?? 0) - (a.startTime ?? 0)
  return byStart !== 0 ? byStart : a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

/** Sorts backups by their newest part; one without parts counts as newest. */
export const sortByNewestPart = (backups: ReadonlyArray<Backup>): ReadonlyArray<Backup> =>
  backups
    .map((backup) => ({ backup, newest: sortNewestFirst(backup.snapshots)[0] }))
    .toSorted((a, b) =>
      a.newest === undefined || b.newest === undefined
        ? Number(b.newest === undefined) - Number(a.newest === undefined)
        : newestFirst(a.newest, b.newest)
    )
    .map((x) => x.backup)

/** Start time descending, ties by name. Elasticsearch's clock has 200 ms steps, so ties are common. */
export const sortNewestFirst = (snapshots: ReadonlyArray<Snapshot>): ReadonlyArray<Snapshot> =>
  snapshots.toSorted(newestFirst)

/** Groups snapshots into backups, in the order of each backup's first snapshot. Linear in the number of snapshots. */
export const group = (
  component: Component,
  snapshots: ReadonlyArray<Snapshot>,
  knownOf: KnownOf
): ReadonlyArray<Backup> => {
  const groups = new Map<BackupId, Array<Snapshot>>()
  for (const snapshot of snapshots) {
    const members = groups.get(snapshot.backupId)
    if (members === undefined) groups.set(snapshot.backupId, [snapshot])
    else members.push(snapshot)
  }
  const backups: Array<Backup> = []
  for (const [backupId, members] of groups)
    backups.push(make(component, backupId, members, knownOf(backupId)))
  return backups
}
