/** Looks at what is scheduled: what the journal has of each schedule, and what became of what its last time began. */
import { Clock, Effect, Option, Result } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { GetError } from "../../domain/BackupError.ts"
import type { BackupId } from "../../domain/BackupId.ts"
import type { BackupState } from "../../domain/BackupState.ts"
import type { Component } from "../../domain/Component.ts"
import type { Finding } from "../../domain/check/Finding.ts"
import * as judgeSchedule from "../../domain/check/judgeSchedule.ts"
import { stateOf } from "../../domain/restore/Restore.ts"
import type { Job, Schedule } from "../../domain/schedule/Schedule.ts"
import type { Run } from "../../domain/schedule/ScheduleRecord.ts"
import type { Journal } from "../../ports/Journal.ts"
import type { Lease } from "../../ports/Lease.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { ScheduleJournal } from "../../ports/ScheduleJournal.ts"
import type { SnapshotStore } from "../../ports/SnapshotStore.ts"
import { getBackup } from "../getBackup.ts"

type Services = Settings | SnapshotStore | Journal | RestoreJournal | ScheduleJournal | Lease

type Become = (
  repository: string,
  component: Component,
  backupId: BackupId,
  dueAt: number
) => Effect.Effect<Option.Option<judgeSchedule.Begun>, never, Services>

const outcomeOf = (state: BackupState): judgeSchedule.Begun["outcome"] =>
  state === "COMPLETED" ? "good" : state === "IN_PROGRESS" ? "running" : "failed"

/** One that left nothing says why; one that was deleted since, or cannot be read, says nothing. */
const leftNothing = (component: Component, error: GetError): Option.Option<judgeSchedule.Begun> =>
  error._tag === "BackupNotFound" && error.ended !== null
    ? Option.some({ component, state: "left nothing", outcome: "failed", reason: error.ended.reason })
    : Option.none()

const ofBackup: Become = (_, component, backupId) =>
  Effect.map(
    Effect.result(getBackup(component, backupId)),
    Result.match({
      onFailure: (error) => leftNothing(component, error),
      onSuccess: ({ reason, state }) => Option.some({ component, state, outcome: outcomeOf(state), reason })
    })
  )

/** The newest of that backup since its time: one that was repeated by hand counts. */
const ofDrill: Become = Effect.fnUntraced(function* (repository, component, backupId, dueAt) {
  const journal = yield* RestoreJournal
  const all = yield* Effect.orElseSucceed(journal.list(repository, component), () => [])
  const found = all.find(
    ({ plan, requestedAt }) =>
      plan.target._tag === "Drill" && plan.backupId === backupId && requestedAt >= dueAt
  )
  if (found === undefined) return Option.none()
  const { reason, state } = stateOf(found)
  const outcome = state === "Completed" ? "good" : state === "Running" ? "running" : "failed"
  return Option.some({ component, state, outcome, reason })
})

const become: Readonly<Record<Job, Become>> = { backup: ofBackup, drill: ofDrill }

const begunBy = Effect.fnUntraced(function* (schedule: Schedule, repository: string, run: Run) {
  const { backupId, dueAt } = run
  if (backupId === null) return []
  const all = yield* Effect.forEach(
    schedule.components,
    (component) => become[schedule.job](repository, component, backupId, dueAt),
    { concurrency: "unbounded" }
  )
  return all.flatMap(Option.toArray)
})

const ofSchedule = Effect.fnUntraced(function* (schedule: Schedule, repository: string) {
  const journal = yield* ScheduleJournal
  const now = yield* Clock.currentTimeMillis
  const seen = yield* Effect.result(journal.read(repository, schedule.job))
  const run = Option.flatMapNullishOr(Option.flatten(Result.getSuccess(seen)), (x) => x.runs[0])
  const begun = Option.isNone(run) ? [] : yield* begunBy(schedule, repository, run.value)
  return judgeSchedule.schedule(
    schedule.job,
    Result.map(seen, (record) => ({ schedule, record, begun, now, salt: repository }))
  )
})

/** Nothing where no repository is configured, which is a finding of its own. */
export const scheduleFindings: Effect.Effect<ReadonlyArray<Finding>, never, Services> = Effect.gen(
  function* () {
    const { repository, schedules } = yield* Settings
    if (Option.isNone(repository)) return []
    if (schedules.length === 0) return [judgeSchedule.noneSet]
    const all = yield* Effect.forEach(schedules, (x) => ofSchedule(x, repository.value), {
      concurrency: "unbounded"
    })
    return all.flat()
  }
)
