/**
 * A backup with everything known about its parts, including those that do not exist: planned while the backup is being taken, missing when
 * nobody is taking it any longer.
 */
import { Option } from "effect"
import type * as Attempt from "./Attempt.ts"
import type * as Backup from "./Backup.ts"
import type { LeftOut } from "./LeftOut.ts"
import type * as Progress from "./Progress.ts"
import type { ShardFailure, Snapshot, SnapshotState } from "./Snapshot.ts"
import type { SnapshotFacts } from "./SnapshotFacts.ts"
import type { Verification } from "./Verification.ts"
import * as SnapshotName from "./SnapshotName.ts"

/** `PLANNED`: will be taken. `MISSING`: nobody is taking it any longer. */
export type PartState = SnapshotState | "PLANNED" | "MISSING"

/** One part of a backup, taken or planned. */
export interface Part {
  readonly part: number
  readonly snapshot: SnapshotName.SnapshotName
  readonly version: string
  readonly state: PartState
  readonly startedAt: number | null
  readonly finishedAt: number | null
  /** The indices it holds or, if it does not exist, those that it should hold by the plan. `null`: not known. */
  readonly indices: ReadonlyArray<string> | null
  readonly shards: SnapshotFacts["shards"] | null
  readonly bytes: number | null
  readonly failures: ReadonlyArray<ShardFailure>
  readonly damaged: boolean
}

/** Everything known about one backup. Times are milliseconds since 1970. */
export interface BackupDetails {
  readonly backup: Backup.Backup
  readonly version: string | null
  readonly startedAt: number | null
  readonly finishedAt: number | null
  readonly parts: ReadonlyArray<Part>
  readonly progress: Progress.Progress
  /** Indices that existed under the prefix when it was planned and are in none of its parts; `null`: not known. */
  readonly inNoPart: ReadonlyArray<LeftOut> | null
  /** The attempt that makes it; `none` for a backup of another writer. */
  readonly attempt: Option.Option<Attempt.Summary>
  /** What the last drill of these very snapshots found; `none`: there was none, or it is not known. */
  readonly verified: Option.Option<Verification>
}

/** When its first part began; `null` before that. */
export const startedAt = ({ snapshots }: Backup.Backup): number | null => {
  const times = snapshots.flatMap((x) => x.startTime ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

const present = (snapshot: Snapshot, facts: SnapshotFacts | undefined): Part => ({
  part: snapshot.part,
  snapshot: snapshot.name,
  version: snapshot.version,
  state: snapshot.state,
  startedAt: snapshot.startTime,
  finishedAt: facts?.endTime ?? null,
  indices: facts?.indices ?? snapshot.indices,
  shards: facts?.shards ?? null,
  bytes: facts?.bytes ?? null,
  failures: snapshot.failures,
  damaged: snapshot.damaged
})

interface Expected {
  readonly part: number
  readonly snapshot: SnapshotName.SnapshotName
  readonly version: string
  readonly indices: ReadonlyArray<string> | null
}

/** From the plan; for a backup of another writer, from the names of the parts that exist. */
const expectedParts = (
  { component, snapshots }: Backup.Backup,
  attempt: Option.Option<Attempt.Attempt>
): ReadonlyArray<Expected> => {
  if (Option.isSome(attempt)) {
    const { parts, version } = attempt.value.plan
    return parts.map(({ part, snapshot, indices }) => ({ part, snapshot, indices, version }))
  }
  const [first] = snapshots
  if (first === undefined) return []
  return Array.from({ length: first.count }, (_, i) =>
    SnapshotName.parse(component, first.name.replace(/_part_[0-9]+_of_/, `_part_${i + 1}_of_`))
  ).flatMap((parsed) =>
    Option.match(parsed, {
      onNone: () => [],
      onSome: ({ part, name, version }) => [{ part, snapshot: name, version, indices: null }]
    })
  )
}

/** In the order of the parts; a snapshot that belongs to no part of the plan is placed by its number. */
export const parts = (
  backup: Backup.Backup,
  attempt: Option.Option<Attempt.Attempt>,
  factsOf: (uuid: string) => SnapshotFacts | undefined
): ReadonlyArray<Part> => {
  const names = new Set<string>(backup.snapshots.map((x) => x.name))
  const absent = expectedParts(backup, attempt)
    .filter((x) => !names.has(x.snapshot))
    .map((x): Part => ({
      ...x,
      state: backup.state === "IN_PROGRESS" ? "PLANNED" : "MISSING",
      startedAt: null,
      finishedAt: null,
      shards: null,
      bytes: null,
      failures: [],
      damaged: false
    }))
  const there = backup.snapshots.map((x) => present(x, factsOf(x.uuid)))
  return [...there, ...absent].toSorted((a, b) => a.part - b.part || (a.snapshot < b.snapshot ? -1 : 1))
}
