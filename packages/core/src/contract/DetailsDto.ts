/** One backup in `/api/v1`, with everything known about it. */
import { Option, Result, Schema } from "effect"
import * as Annotation from "../domain/Annotation.ts"
import * as Backup from "../domain/Backup.ts"
import type { BackupDetails, Part } from "../domain/BackupDetails.ts"
import * as BackupState from "../domain/BackupState.ts"
import * as Snapshot from "../domain/Snapshot.ts"
import * as SnapshotName from "../domain/SnapshotName.ts"
import * as AttemptDto from "./AttemptDto.ts"
import { body, type Decoded, decoder, encoder } from "./body.ts"
import { VerificationBody } from "./VerificationDto.ts"
import { Amount, ComponentName, Id, LeftOut, Name, Time } from "./scalars.ts"

const Shards = Schema.Struct({ total: Schema.Finite, successful: Schema.Finite, failed: Schema.Finite })

/** Why a shard of a snapshot was not copied. */
export const Failure = Schema.Struct({
  index: Schema.String,
  shard: Schema.Finite,
  reason: Schema.String,
  node: Schema.NullOr(Schema.String),
  status: Schema.NullOr(Schema.String)
}).annotate({ identifier: "ShardFailure" })

const PartJson = Schema.Struct({
  part: Schema.Int,
  snapshot: Name,
  state: Schema.Literals([...Snapshot.states, "PLANNED", "MISSING"]),
  startedAt: Schema.NullOr(Time),
  finishedAt: Schema.NullOr(Time),
  indices: Schema.NullOr(Schema.Array(Schema.String)),
  shards: Schema.NullOr(Shards),
  bytes: Schema.NullOr(Schema.Finite),
  damaged: Schema.Boolean,
  failures: Schema.Array(Failure)
}).annotate({ identifier: "Part" })

const ProgressJson = Schema.Struct({
  parts: Amount,
  current: Schema.NullOr(
    Schema.Struct({
      part: Schema.Int,
      snapshot: Schema.String,
      startedAt: Schema.NullOr(Time),
      shards: Schema.Struct({ done: Schema.Finite, total: Schema.Finite, failed: Schema.Finite }),
      files: Amount,
      bytes: Amount
    })
  ),
  bytesPerSecond: Schema.NullOr(Schema.Finite),
  remainingMillis: Schema.NullOr(Schema.Finite),
  stalledSince: Schema.NullOr(Time)
}).annotate({ identifier: "Progress" })

/** The fields with which every body of a backup begins. */
export const head = {
  component: ComponentName,
  backupId: Id,
  state: Schema.Literals(BackupState.all),
  reason: Schema.NullOr(Schema.String),
  version: Schema.NullOr(Schema.String),
  startedAt: Schema.NullOr(Time),
  /** What the person who requested it says of it; missing from servers of older versions. */
  description: Schema.optionalKey(Schema.NullOr(Schema.String)),
  labels: Schema.optionalKey(Schema.Record(Schema.String, Schema.String))
}

/** The end of every such head. */
export const annotationJson = (backup: Backup.Backup) => Backup.annotationOf(backup)

/** From the end of a head, as the domain has it. */
export const annotationOf = (description: unknown, labels: unknown): Pick<Backup.Backup, "annotation"> => {
  const annotation = Annotation.read(description, labels)
  return annotation === undefined ? {} : { annotation }
}

const DetailsJson = Schema.Struct({
  ...head,
  finishedAt: Schema.NullOr(Time),
  progress: ProgressJson,
  parts: Schema.Array(PartJson),
  /** Missing from servers of older versions. */
  inNoPart: Schema.optionalKey(Schema.NullOr(Schema.Array(LeftOut))),
  attempt: Schema.NullOr(AttemptDto.Summary),
  /** What the last drill of it found; missing from servers of older versions. */
  verified: Schema.optionalKey(Schema.NullOr(VerificationBody))
}).annotate({ identifier: "BackupDetails" })

type Json = typeof DetailsJson.Type

/** A part and, if it exists, its snapshot; planned and missing parts have none. */
const partOf = (
  component: Json["component"],
  json: Json["parts"][number]
): Decoded<{ readonly part: Part; readonly snapshots: ReadonlyArray<Snapshot.Snapshot> }> =>
  Result.map(
    Result.fromOption(
      SnapshotName.parse(component, json.snapshot),
      () => `[${json.snapshot}] is no snapshot of a backup of ${component}`
    ),
    (parsed) => {
      const { state, startedAt, failures, indices, damaged } = json
      const snapshots =
        state === "PLANNED" || state === "MISSING"
          ? []
          : [{ ...parsed, uuid: "", state, startTime: startedAt, failures, indices, attempt: null, damaged }]
      return { part: { ...json, version: parsed.version }, snapshots }
    }
  )

/** Everything known about one backup. Its snapshots are read back without uuids, which no client needs. */
export const Body = body<BackupDetails>()(DetailsJson, {
  decode: ({
    component,
    backupId,
    state,
    reason,
    parts,
    inNoPart,
    attempt,
    verified,
    description,
    labels,
    ...facts
  }) =>
    Result.map(Result.all(parts.map((x) => partOf(component, x))), (all) => ({
      ...facts,
      backup: {
        component,
        backupId,
        state,
        reason,
        snapshots: all.flatMap((x) => x.snapshots),
        ...annotationOf(description, labels)
      },
      parts: all.map((x) => x.part),
      inNoPart: inNoPart ?? null,
      attempt: Option.fromNullOr(attempt),
      verified: Option.fromNullishOr(verified)
    })),
  encode: ({
    backup,
    parts,
    attempt,
    version,
    startedAt,
    finishedAt,
    progress,
    inNoPart,
    verified
  }): Json => ({
    component: backup.component,
    backupId: backup.backupId,
    state: backup.state,
    reason: backup.reason,
    version,
    startedAt,
    ...annotationJson(backup),
    finishedAt,
    progress,
    parts: parts.map(({ version: _version, ...part }) => part),
    inNoPart,
    attempt: Option.getOrNull(attempt),
    verified: Option.getOrNull(verified)
  })
})

/** The JSON of the details of one backup. */
export const encode = encoder(Body)
/** The details of one backup, or what is wrong with the JSON. */
export const decode = decoder(Body)
