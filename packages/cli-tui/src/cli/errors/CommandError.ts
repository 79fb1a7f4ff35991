/** What ends a command beside the errors of backups: it was not confirmed, or waited for too long. */
import { BackupId } from "@camunda-backup/core"
import { Data } from "effect"

export class NotConfirmed extends Data.TaggedError("NotConfirmed")<{
  /** What would have been done, as the end of "… was not confirmed". */
  readonly what: string
  /** `false`: nobody could be asked. */
  readonly asked: boolean
}> {
  override get message() {
    return this.asked
      ? `${this.what} was not confirmed. Nothing was done.`
      : `${this.what} must be confirmed, and there is no terminal to ask at. Say --yes.`
  }
}

export class WaitTimedOut extends Data.TaggedError("WaitTimedOut")<{
  readonly backupId: BackupId.BackupId
  readonly waitedMillis: number
}> {
  override get message() {
    const id = BackupId.format(this.backupId)
    return `Backup ${id} is not finished after ${Math.round(this.waitedMillis / 1000)} s (--wait-timeout). It goes on; look with: camunda-backup watch ${id}`
  }
}

/** There is no backup of which `latest` or its like could be said. */
export class NothingSelected extends Data.TaggedError("NothingSelected")<{ readonly named: string }> {
  override get message() {
    return `There is no ${this.named} backup.`
  }
}

export type CommandError = NotConfirmed | WaitTimedOut | NothingSelected
