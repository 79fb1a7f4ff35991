/** The scalars of `/api/v1`: ids are digits in strings, times RFC 3339 in UTC, `null` what is not known. */
import { Effect, Option, Schema, SchemaIssue, SchemaTransformation } from "effect"
import * as BackupId from "../domain/BackupId.ts"
import * as Component from "../domain/Component.ts"
import * as SnapshotName from "../domain/SnapshotName.ts"
import { rfc3339 } from "../domain/Quantities.ts"
import { millisOf } from "./rfc3339.ts"

const wrong = (message: string) => Effect.fail(new SchemaIssue.InvalidValue({ message }))

/** A backup id as digits, so that every reader of JSON keeps all of them. */
export const Id = Schema.String.annotate({
  identifier: "BackupId",
  description: "0 to 9223372036854775807 as digits in a string.",
  format: "backup-id",
  examples: ["1795649572"]
}).pipe(
  Schema.decodeTo(
    Schema.declare((value): value is BackupId.BackupId => typeof value === "bigint"),
    SchemaTransformation.transformEffect<BackupId.BackupId, string>({
      decode: (text) =>
        Option.match(BackupId.parse(text), {
          onNone: () => wrong(`[${text}] is no backup id`),
          onSome: Effect.succeed
        }),
      encode: (id) => Effect.succeed(BackupId.format(id))
    })
  )
)

/** Milliseconds since 1970 as RFC 3339. */
export const Time = Schema.String.annotate({
  identifier: "Time",
  description: "RFC 3339, in UTC.",
  format: "date-time",
  examples: ["2026-11-25T23:32:52.200Z"]
}).pipe(
  Schema.decodeTo(
    Schema.Finite,
    SchemaTransformation.transformEffect<number, string>({
      decode: (text) => {
        const millis = millisOf(text)
        return Number.isNaN(millis) ? wrong(`[${text}] is no time`) : Effect.succeed(millis)
      },
      encode: (millis) => Effect.succeed(rfc3339(millis))
    })
  )
)

/** A component. */
export const ComponentName = Schema.Literals(Component.all).annotate({ identifier: "Component" })

/** A name that `SnapshotName.parse` accepts, of any component. */
export const Name = Schema.String.annotate({
  identifier: "SnapshotName",
  examples: ["camunda_operate_1795649572_8.7.2_part_1_of_6"]
}).pipe(
  Schema.decodeTo(
    Schema.declare((value): value is SnapshotName.SnapshotName => typeof value === "string"),
    SchemaTransformation.transformEffect<SnapshotName.SnapshotName, string>({
      decode: (text) =>
        Option.match(SnapshotName.parseAny(text), {
          onNone: () => wrong(`[${text}] is no snapshot name`),
          onSome: ({ name }) => Effect.succeed(name)
        }),
      encode: (name) => Effect.succeed(String(name))
    })
  )
)

/** How much is done, of how much. */
export const Amount = Schema.Struct({ done: Schema.Finite, total: Schema.Finite }).annotate({
  identifier: "Amount"
})

/** An index under the prefix that is in no part. */
export const LeftOut = Schema.Struct({
  index: Schema.String,
  documents: Schema.NullOr(Schema.Finite)
}).annotate({ identifier: "LeftOut" })
