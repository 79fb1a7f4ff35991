/** What can go wrong with a schedule, beside what every request can fail with. Part of the one flat union in `BackupError.ts`. */
import { Schema } from "effect"
import { jobs } from "./schedule/Schedule.ts"

/** The server that was asked is told no such schedule. */
export class ScheduleNotSet extends Schema.TaggedError<ScheduleNotSet>()("ScheduleNotSet", {
  job: Schema.Literals(jobs)
}) {
  override get message() {
    return `No schedule of ${this.job === "backup" ? "backups" : "drills"} is set (${this.job === "backup" ? "CAMUNDA_BACKUP_SCHEDULE" : "CAMUNDA_BACKUP_DRILL_SCHEDULE"}).`
  }
}
