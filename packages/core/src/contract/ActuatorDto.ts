/**
 * The schemas of the bodies of Camunda's Backup Management API, for describing and checking them. The bodies are written and read by hand
 * (`BackupDto.ts`, `decodeBackup.ts`): an id is a JSON number with all its digits, which a reader that uses `number` would lose.
 */
import { Schema } from "effect"
import * as BackupState from "../domain/BackupState.ts"
import * as Snapshot from "../domain/Snapshot.ts"

const Id = Schema.Finite.annotate({
  description: "0 to 9223372036854775807, a JSON integer.",
  format: "int64"
})

/** The body of a create: the id as a number, or as digits in a string. */
export const CreateRequest = Schema.Struct({ backupId: Schema.Union([Id, Schema.String]) }).annotate({
  identifier: "ActuatorCreateRequest"
})

/** The snapshots that a create will take. */
export const Scheduled = Schema.Struct({ scheduledSnapshots: Schema.Array(Schema.String) }).annotate({
  identifier: "Scheduled"
})

/** One backup. */
export const Body = Schema.Struct({
  backupId: Id,
  state: Schema.Literals(BackupState.all),
  failureReason: Schema.NullOr(Schema.String),
  details: Schema.Array(
    Schema.Struct({
      snapshotName: Schema.String,
      state: Schema.Literals(Snapshot.states),
      startTime: Schema.NullOr(Schema.String),
      failures: Schema.Array(Schema.String)
    })
  )
}).annotate({ identifier: "Backup" })

/** All backups. */
export const List = Schema.Array(Body).annotate({ identifier: "Backups" })
