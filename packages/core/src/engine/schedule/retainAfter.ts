import { Clock, Duration, Effect, Option } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { ReadError } from "../../domain/BackupError.ts"
import type { BackupId } from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import type { Schedule } from "../../domain/schedule/Schedule.ts"
import { type Run, type ScheduleRecord, withRetained } from "../../domain/schedule/ScheduleRecord.ts"
import { BackupApi } from "../../ports/BackupApi.ts"
import type { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { ScheduleJournal } from "../../ports/ScheduleJournal.ts"
import { applyRetention } from "../retention/applyRetention.ts"

/** A process that began and was silent for so long is taken for gone. */
const givenUpAfter = Duration.hours(1)

/** The newest run, when it began a backup after which nothing was removed yet. */
const pendingRun = ({ runs }: ScheduleRecord, now: number): Option.Option<Run> =>
  Option.filter(
    Option.fromNullishOr(runs[0]),
    ({ outcome, retention }) =>
      outcome === "started" &&
      (retention === null || (!retention.finished && now - retention.at > Duration.toMillis(givenUpAfter)))
  )

/** What became of a backup in all of its components. What cannot be read now is read the next time. */
const outcomeOf = Effect.fnUntraced(function* (
  components: ReadonlyArray<Component>,
  backupId: BackupId
): Effect.fn.Return<"pending" | "completed" | "not completed", ReadError, BackupApi> {
  const api = yield* BackupApi
  const states = yield* Effect.forEach(components, (x) =>
    api.get(x, backupId).pipe(
      Effect.map(({ state }) => state),
      Effect.catchTag("BackupNotFound", () => Effect.succeed(null))
    )
  )
  if (states.includes("IN_PROGRESS")) return "pending"
  return states.every((x) => x === "COMPLETED") ? "completed" : "not completed"
})

/**
 * Applies retention once after each scheduled backup that completed in all of its components, on one replica. While backups fail, nothing is removed.
 */
export const retainAfter = Effect.fnUntraced(function* (
  { components, job }: Schedule,
  record: ScheduleRecord,
  repository: string
): Effect.fn.Return<void, ReadError, Settings | ScheduleJournal | BackupApi | RestoreJournal> {
  const { replica, retention } = yield* Settings
  const now = yield* Clock.currentTimeMillis
  const pending = pendingRun(record, now)
  if (job !== "backup" || Option.isNone(retention) || Option.isNone(pending)) return
  const { backupId, dueAt } = pending.value
  if (backupId === null) return
  const outcome = yield* outcomeOf(components, backupId)
  if (outcome === "pending") return
  const journal = yield* ScheduleJournal
  const reason =
    outcome === "completed"
      ? null
      : `Backup ${backupId} did not complete, and nothing is removed after such a one.`
  const mine = { at: now, by: replica, finished: reason !== null, removed: [], reason }
  const claimed = yield* journal.update(repository, job, (found) =>
    Option.match(found, {
      onNone: () => record,
      onSome: (x) => (Option.isSome(pendingRun(x, now)) ? withRetained(x, dueAt, mine) : x)
    })
  )
  const isMine = claimed.runs.some(
    (x) => x.dueAt === dueAt && x.retention?.by === replica && x.retention.at === now
  )
  if (!isMine || reason !== null) return
  const applied = yield* applyRetention(retention.value, components)
  const at = yield* Clock.currentTimeMillis
  yield* journal.update(repository, job, (found) =>
    withRetained(
      Option.getOrElse(found, () => record),
      dueAt,
      { at, by: replica, finished: true, ...applied }
    )
  )
  if (applied.reason !== null)
    yield* Effect.logWarning("retention stopped before everything was removed", { reason: applied.reason })
})
