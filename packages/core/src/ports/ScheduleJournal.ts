/** What became of the times of each schedule, and whether it is paused. Kept beside the entries of backups, in the same index. */
import { Context, type Effect, type Option } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type { Job } from "../domain/schedule/Schedule.ts"
import type { ScheduleRecord } from "../domain/schedule/ScheduleRecord.ts"

/** The records of schedules. */
export class ScheduleJournal extends Context.Service<
  ScheduleJournal,
  {
    /** `none`: no process has looked at this schedule yet. */
    readonly read: (repository: string, job: Job) => Effect.Effect<Option.Option<ScheduleRecord>, StoreError>
    /**
     * Changes a record by compare-and-set, as often as others change it meanwhile; the same record again is not written. On
     * `StoreUnavailable{ambiguous}` the change may have been written, or may still be.
     */
    readonly update: (
      repository: string,
      job: Job,
      change: (record: Option.Option<ScheduleRecord>) => ScheduleRecord
    ) => Effect.Effect<ScheduleRecord, StoreError>
  }
>()("@camunda-backup/core/ports/ScheduleJournal") {}
