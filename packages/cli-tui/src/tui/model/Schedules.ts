/** What is done by itself, as it was read last. Data stays when a later read fails. */
import type { ClientError, Job, ScheduleStatus } from "@camunda-backup/core"

export interface Schedules {
  /** `null`: not read yet. */
  readonly of: ReadonlyArray<ScheduleStatus> | null
  /** When they arrived; `null` before the first answer. */
  readonly at: number | null
  /** Of the last read; `null` when it went well. */
  readonly error: ClientError | null
  /** Which one the keys mean; `null`: the first. */
  readonly selected: Job | null
  /** Asked for, and not answered yet. */
  readonly setting: Job | null
}

export const unknownSchedules: Schedules = { of: null, at: null, error: null, selected: null, setting: null }

/** Which one the keys mean; `null`: there is none. */
export const selectedSchedule = ({ of, selected }: Schedules): ScheduleStatus | null =>
  of?.find((x) => x.job === selected) ?? of?.[0] ?? null

/** Camunda's own server has none. */
export const areNotOffered = ({ error }: Schedules): boolean => error?._tag === "NotOffered"
