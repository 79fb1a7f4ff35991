/** What ends a command besides the errors of backups: it was not confirmed, or the wait took too long. */
import { BackupId, Quantities, type RestoreId } from "@camunda-backup/core"
import { Data } from "effect"

export class NotConfirmed extends Data.TaggedError("NotConfirmed")<{
  /** What would have been done, as the subject of "… was not confirmed". */
  readonly what: string
  /** `false`: there was no terminal to prompt on. */
  readonly asked: boolean
}> {
  override get message() {
    return this.asked
      ? `${this.what} was not confirmed. Nothing was done.`
      : `${this.what} must be confirmed, but there is no terminal to prompt on. Pass --yes to confirm.`
  }
}

export class WaitTimedOut extends Data.TaggedError("WaitTimedOut")<{
  readonly backupId: BackupId.BackupId
  readonly waitedMillis: number
  /** How things stood at the end. */
  readonly last: string
}> {
  override get message() {
    const id = BackupId.format(this.backupId)
    return `Backup ${id} has not finished after ${Quantities.duration(this.waitedMillis)} (--wait-timeout): ${this.last}. It continues; to follow it: camunda-backup watch ${id}`
  }
}

export class RestoreWaitTimedOut extends Data.TaggedError("RestoreWaitTimedOut")<{
  readonly restore: RestoreId.RestoreId
  readonly waitedMillis: number
  readonly last: string
}> {
  override get message() {
    return `Restore ${this.restore} has not finished after ${Quantities.duration(this.waitedMillis)} (--wait-timeout): ${this.last}. It continues; to follow it: camunda-backup restore status ${this.restore} --wait`
  }
}

/** `--read-only` was given, and the command would change something. */
export class SessionReadOnly extends Data.TaggedError("SessionReadOnly")<{ readonly command: string }> {
  override get message() {
    return `${this.command} changes something, and this session only reads (--read-only, CAMUNDA_BACKUP_READ_ONLY). Nothing was done.`
  }
}

/** There is no backup that `latest` or the like could mean. */
export class NothingSelected extends Data.TaggedError("NothingSelected")<{ readonly named: string }> {
  override get message() {
    return `There is no ${this.named} backup.`
  }
}

export type CommandError =
  | NotConfirmed
  | WaitTimedOut
  | RestoreWaitTimedOut
  | NothingSelected
  | SessionReadOnly
