/** Answers of `/api/v1` back to what they were made of: one backup, a page, a check. The mirror of `DetailsDto`, `PageDto` and `CheckDto`. */
import { Option, Result, Schema } from "effect"
import type { Attempt } from "../domain/Attempt.ts"
import type { BackupDetails, Part } from "../domain/BackupDetails.ts"
import * as BackupId from "../domain/BackupId.ts"
import * as BackupState from "../domain/BackupState.ts"
import * as Component from "../domain/Component.ts"
import * as Finding from "../domain/check/Finding.ts"
import * as Snapshot from "../domain/Snapshot.ts"
import * as SnapshotName from "../domain/SnapshotName.ts"
import { millisOf } from "./rfc3339.ts"

type Decoded<A> = Result.Result<A, string>

const Time = Schema.NullOr(Schema.String)
const Amount = Schema.Struct({ done: Schema.Finite, total: Schema.Finite })
const Shards = Schema.Struct({ total: Schema.Finite, successful: Schema.Finite, failed: Schema.Finite })

const Failure = Schema.Struct({
  index: Schema.String,
  shard: Schema.Finite,
  reason: Schema.String,
  node: Schema.NullOr(Schema.String),
  status: Schema.NullOr(Schema.String)
})

const PartJson = Schema.Struct({
  part: Schema.Int,
  snapshot: Schema.String,
  state: Schema.Literals([...Snapshot.states, "PLANNED", "MISSING"]),
  startedAt: Time,
  finishedAt: Time,
  indices: Schema.NullOr(Schema.Array(Schema.String)),
  shards: Schema.NullOr(Shards),
  bytes: Schema.NullOr(Schema.Finite),
  damaged: Schema.Boolean,
  failures: Schema.Array(Failure)
})

const ProgressJson = Schema.Struct({
  parts: Amount,
  current: Schema.NullOr(
    Schema.Struct({
      part: Schema.Int,
      snapshot: Schema.String,
      startedAt: Time,
      shards: Schema.Struct({ done: Schema.Finite, total: Schema.Finite, failed: Schema.Finite }),
      files: Amount,
      bytes: Amount
    })
  ),
  bytesPerSecond: Schema.NullOr(Schema.Finite),
  remainingMillis: Schema.NullOr(Schema.Finite),
  stalledSince: Time
})

/** Servers of older versions tell of none. */
const LeftOutJson = Schema.Struct({ index: Schema.String, documents: Schema.NullOr(Schema.Finite) })

const DetailsJson = Schema.Struct({
  component: Schema.Literals(Component.all),
  backupId: Schema.String,
  state: Schema.Literals(BackupState.all),
  reason: Schema.NullOr(Schema.String),
  version: Schema.NullOr(Schema.String),
  startedAt: Time,
  finishedAt: Time,
  progress: ProgressJson,
  parts: Schema.Array(PartJson),
  inNoPart: Schema.optionalKey(Schema.NullOr(Schema.Array(LeftOutJson))),
  attempt: Schema.NullOr(Schema.Struct({ id: Schema.String }))
})

const time = (text: string | null): number | null => (text === null ? null : millisOf(text))

const partOf = (component: Component.Component, json: typeof PartJson.Type): Decoded<Part> =>
  Result.map(
    Result.fromOption(
      SnapshotName.parse(component, json.snapshot),
      () => `[${json.snapshot}] is no snapshot name`
    ),
    (parsed) => ({
      ...json,
      snapshot: parsed.name,
      version: parsed.version,
      startedAt: time(json.startedAt),
      finishedAt: time(json.finishedAt)
    })
  )

/** What was there of it; planned and missing parts are no snapshots. */
const snapshotOf = (component: Component.Component, part: Part): ReadonlyArray<Snapshot.Snapshot> => {
  const parsed = SnapshotName.parse(component, part.snapshot)
  if (Option.isNone(parsed) || part.state === "PLANNED" || part.state === "MISSING") return []
  const { state, startedAt, failures, indices, damaged } = part
  return [
    { ...parsed.value, uuid: "", state, startTime: startedAt, failures, indices, attempt: null, damaged }
  ]
}

const decodeJson = Schema.decodeUnknownResult(DetailsJson)

const words = (error: unknown): string => String(error)

/** `attempts`: of the same backup, in which the one that makes it is found. */
export const decodeDetails = (value: unknown, attempts: ReadonlyArray<Attempt>): Decoded<BackupDetails> =>
  Result.gen(function* () {
    const json = yield* Result.mapError(decodeJson(value), words)
    const { component, state, reason, progress } = json
    const backupId = yield* Result.fromOption(
      BackupId.parse(json.backupId),
      () => `[${json.backupId}] is no backup id`
    )
    const parts = yield* Result.all(json.parts.map((x) => partOf(component, x)))
    const snapshots = parts.flatMap((x) => snapshotOf(component, x))
    return {
      backup: { component, backupId, state, reason, snapshots },
      version: json.version,
      startedAt: time(json.startedAt),
      finishedAt: time(json.finishedAt),
      parts,
      inNoPart: json.inNoPart ?? null,
      progress: {
        ...progress,
        current:
          progress.current === null
            ? null
            : { ...progress.current, startedAt: time(progress.current.startedAt) },
        stalledSince: time(progress.stalledSince)
      },
      attempt: Option.fromNullishOr(attempts.find((x) => x.id === json.attempt?.id))
    }
  })

const CheckJson = Schema.Struct({
  checkedAt: Schema.String,
  findings: Schema.Array(
    Schema.Struct({
      what: Schema.String,
      component: Schema.NullOr(Schema.Literals(Component.all)),
      severity: Schema.Literals(Finding.severities),
      symptom: Schema.String,
      impact: Schema.NullOr(Schema.String),
      action: Schema.NullOr(Schema.String)
    })
  )
})

const decodeCheckJson = Schema.decodeUnknownResult(CheckJson)

export const decodeCheck = (
  value: unknown
): Decoded<{ readonly at: number; readonly findings: ReadonlyArray<Finding.Finding> }> =>
  Result.map(Result.mapError(decodeCheckJson(value), words), ({ checkedAt, findings }) => ({
    at: millisOf(checkedAt),
    findings
  }))
