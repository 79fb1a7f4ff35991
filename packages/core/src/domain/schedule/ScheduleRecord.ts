/** What became of the times of a schedule: kept in the journal, one for the whole installation, so that each time is made use of once, whichever replica does it. */
import { Option } from "effect"
import type { BackupId } from "../BackupId.ts"

/** What became of one time. */
export interface Run {
  /** The time of the schedule. Milliseconds since 1970, as all times here. */
  readonly dueAt: number
  /** When that was decided. */
  readonly at: number
  /** The process that did. */
  readonly by: string
  readonly outcome: "started" | "skipped"
  /** What was begun, or drilled; `null` when it was skipped. */
  readonly backupId: BackupId | null
  /** Why it was skipped, in one sentence; `null` otherwise. */
  readonly reason: string | null
  /** What retention did after it; `null`: nothing yet, or it has none. */
  readonly retention: Retained | null
}

/** What retention did after a backup. */
export interface Retained {
  readonly at: number
  readonly by: string
  /** `false`: a process began, and has not said that it ended. */
  readonly finished: boolean
  readonly removed: ReadonlyArray<BackupId>
  /** Why it stopped before all were removed, in one sentence; `null` otherwise. */
  readonly reason: string | null
}

/** Which process begins the job of a time, so that not each of several does. */
export interface Claim {
  readonly dueAt: number
  readonly at: number
  /** Of one process, and no other. */
  readonly by: string
}

/** Who paused a schedule. */
export interface Paused {
  readonly at: number
  readonly by: string
}

/** The record of a schedule. */
export interface ScheduleRecord {
  /** Since when it is known. Times before that are not made up for. */
  readonly since: number
  /** `null`: it is not paused. */
  readonly paused: Paused | null
  readonly claim: Claim | null
  /** Newest first. */
  readonly runs: ReadonlyArray<Run>
}

/** So many runs are remembered. */
const remembered = 50

/** A schedule that is seen for the first time. */
export const begin = (now: number): ScheduleRecord => ({ since: now, paused: null, claim: null, runs: [] })

/** The newest time of which it is known what became; `none`: no time yet. */
export const lastDue = ({ runs }: ScheduleRecord): Option.Option<number> =>
  Option.map(Option.fromNullishOr(runs[0]), (x) => x.dueAt)

/** A process that claimed a time and was silent for so long is taken for gone: it tries again far more often. */
const claimLasts = 60_000

/** The record with this claim; the same one while another process has the time. */
export const withClaim = (record: ScheduleRecord, claim: Claim): ScheduleRecord => {
  const { claim: other } = record
  const isTaken =
    other !== null && other.dueAt === claim.dueAt && other.by !== claim.by && claim.at - other.at < claimLasts
  return isTaken ? record : { ...record, claim }
}

/** The record with one more run; the same one when that time, or a later one, is already decided. */
export const withRun = (record: ScheduleRecord, run: Run): ScheduleRecord =>
  Option.exists(lastDue(record), (x) => x >= run.dueAt)
    ? record
    : { ...record, runs: [run, ...record.runs].slice(0, remembered) }

/** The record with what retention did after the run of a time. */
export const withRetained = (record: ScheduleRecord, dueAt: number, retention: Retained): ScheduleRecord => ({
  ...record,
  runs: record.runs.map((x) => (x.dueAt === dueAt ? { ...x, retention } : x))
})
