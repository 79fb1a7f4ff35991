/** What can go wrong with a restore or a drill, beside what every request can fail with. Part of the one flat union in `BackupError.ts`. */
import { Schema } from "effect"
import * as BackupId from "./BackupId.ts"
import * as Component from "./Component.ts"

const ComponentName = Schema.Literals(Component.all)

/** A restore of the component, or of the backup, is under way: backups, deletes and other restores have to wait. */
export class RestoreRunning extends Schema.TaggedError<RestoreRunning>()("RestoreRunning", {
  component: ComponentName,
  /** The backup that is being restored. */
  backupId: BackupId.schema,
  /** Names the restore. */
  restore: Schema.String
}) {
  override get message() {
    return `Backup [${this.backupId}] of ${this.component} is being restored at the moment (restore ${this.restore}). Wait for its end, or cancel it.`
  }
}

/** The plan says why it cannot be run. Nothing was changed. */
export class RestoreRefused extends Schema.TaggedError<RestoreRefused>()("RestoreRefused", {
  component: ComponentName,
  backupId: BackupId.schema,
  reasons: Schema.Array(Schema.String)
}) {
  override get message() {
    return `Backup [${this.backupId}] of ${this.component} is not restored; nothing was changed. ${this.reasons.join(" ")}`
  }
}

/** What was planned is not what would be done now. Nothing was changed. */
export class RestorePlanChanged extends Schema.TaggedError<RestorePlanChanged>()("RestorePlanChanged", {
  component: ComponentName,
  backupId: BackupId.schema,
  /** Of the plan that could be run now. */
  digest: Schema.String
}) {
  override get message() {
    return (
      `Backup [${this.backupId}] of ${this.component} is not restored; nothing was changed: snapshots or indices are not the ones of the plan any more. ` +
      "Look at a new plan, and run that one."
    )
  }
}

/** No restore or drill of this id is in the journal. */
export class RestoreNotFound extends Schema.TaggedError<RestoreNotFound>()("RestoreNotFound", {
  restore: Schema.String
}) {
  override get message() {
    return `No restore or drill with id [${this.restore}] found.`
  }
}

/** It has ended, so that it cannot be cancelled. */
export class RestoreNotRunning extends Schema.TaggedError<RestoreNotRunning>()("RestoreNotRunning", {
  restore: Schema.String
}) {
  override get message() {
    return `Restore [${this.restore}] is not running.`
  }
}

/** Everything that is special to restores. */
export type RestoreError =
  | RestoreRunning
  | RestoreRefused
  | RestorePlanChanged
  | RestoreNotFound
  | RestoreNotRunning
