/**
 * Journal entries as JSON. Backup ids are digits in strings, because other readers would round JSON numbers.
 */
import { Option, Result, Schema } from "effect"
import type { Decoded } from "../../contract/body.ts"
import * as AttemptJson from "../../contract/AttemptJson.ts"
import * as BackupId from "../../domain/BackupId.ts"
import * as Component from "../../domain/Component.ts"
import type { JournalEntry } from "../../domain/JournalEntry.ts"

const EntryJson = Schema.Struct({
  repository: Schema.String,
  component: Schema.Literals(Component.all),
  backupId: Schema.String,
  attempts: Schema.Array(AttemptJson.AttemptJson),
  deletion: Schema.NullOr(
    Schema.Struct({
      id: Schema.String,
      askedAt: Schema.Finite,
      askedBy: Schema.String,
      snapshots: Schema.Array(Schema.Struct({ name: Schema.String, uuid: Schema.String }))
    })
  ),
  deletedAt: Schema.NullOr(Schema.Finite)
})

type EntryJson = typeof EntryJson.Type

export const encode = (entry: JournalEntry): EntryJson => ({
  repository: entry.repository,
  component: entry.component,
  backupId: BackupId.format(entry.backupId),
  attempts: entry.attempts.map(AttemptJson.encode),
  deletion: Option.getOrNull(entry.deletion),
  deletedAt: Option.getOrNull(entry.deletedAt)
})

const decodeJson = Schema.decodeUnknownResult(EntryJson)

/** The entry, or what is wrong with the JSON. */
export const decode = (json: unknown): Decoded<JournalEntry> =>
  Result.gen(function* () {
    const entry = yield* Result.mapError(
      decodeJson(json),
      (error) => `the entry is not one of this version of camunda-backup: ${String(error)}`
    )
    const { component, repository } = entry
    const backupId = yield* AttemptJson.required(
      BackupId.parse(entry.backupId),
      `[${entry.backupId}] is no backup id`
    )
    const attempts = yield* Result.all(entry.attempts.map((x) => AttemptJson.decode(component, backupId, x)))
    const { deletion } = entry
    const snapshots = yield* Result.all(
      (deletion?.snapshots ?? []).map((x) =>
        Result.map(AttemptJson.nameOf(component, x.name), (name) => ({ name, uuid: x.uuid }))
      )
    )
    return {
      repository,
      component,
      backupId,
      attempts,
      deletion: Option.map(Option.fromNullishOr(deletion), (x) => ({ ...x, snapshots })),
      deletedAt: Option.fromNullishOr(entry.deletedAt)
    }
  })
