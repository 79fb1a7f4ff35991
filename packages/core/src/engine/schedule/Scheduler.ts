/**
 * Does what is scheduled. Runs in every process that is told the schedule, for as long as the layer's scope; the journal makes sure that each time is made
 * use of once.
 */
import { Clock, Duration, Effect, Layer, Option, Ref } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { ReadError } from "../../domain/BackupError.ts"
import { decideRun } from "../../domain/schedule/decideRun.ts"
import type { Schedule } from "../../domain/schedule/Schedule.ts"
import {
  begin,
  type Run,
  type ScheduleRecord,
  withClaim,
  withRun
} from "../../domain/schedule/ScheduleRecord.ts"
import { AskedBy } from "../../ports/AskedBy.ts"
import type { BackupApi } from "../../ports/BackupApi.ts"
import type { RestoreApi } from "../../ports/RestoreApi.ts"
import type { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { ScheduleJournal } from "../../ports/ScheduleJournal.ts"
import { newId } from "../newId.ts"
import { beginBackup } from "./beginBackup.ts"
import { beginDrill } from "./beginDrill.ts"
import { retainAfter } from "./retainAfter.ts"

type Services = Settings | ScheduleJournal | BackupApi | RestoreApi | RestoreJournal

/** How long a schedule that was paused, resumed or done by another replica goes unnoticed at most, and how soon what could not begin is tried again. */
const lookEvery = Duration.seconds(15)

const begins = { backup: beginBackup, drill: beginDrill } as const

const decided = Effect.fnUntraced(function* (
  schedule: Schedule,
  repository: string,
  run: Pick<Run, "dueAt" | "outcome" | "backupId" | "reason">
) {
  const journal = yield* ScheduleJournal
  const { replica } = yield* Settings
  const at = yield* Clock.currentTimeMillis
  return yield* journal.update(repository, schedule.job, (found) =>
    withRun(
      Option.getOrElse(found, () => begin(at)),
      { ...run, at, by: replica, retention: null }
    )
  )
})

/** `none`: the schedule was never looked at; from now on it is known. */
const recordOf = Effect.fnUntraced(function* (schedule: Schedule, repository: string) {
  const journal = yield* ScheduleJournal
  const found = yield* journal.read(repository, schedule.job)
  if (Option.isSome(found)) return found.value
  const now = yield* Clock.currentTimeMillis
  return yield* journal.update(
    repository,
    schedule.job,
    Option.getOrElse(() => begin(now))
  )
})

/** What a process remembers between its looks. */
interface Mind {
  /** Names this process in claims, and no other. */
  readonly me: string
  /** Why the last try to begin failed. */
  readonly trouble: Ref.Ref<string | null>
}

/** Whether this process begins what is due; of several one does. */
const claims = Effect.fnUntraced(function* (
  { job }: Schedule,
  repository: string,
  { me }: Mind,
  dueAt: number,
  at: number
) {
  const journal = yield* ScheduleJournal
  const { claim } = yield* journal.update(repository, job, (found) =>
    withClaim(
      Option.getOrElse(found, () => begin(at)),
      { dueAt, at, by: me }
    )
  )
  return claim?.by === me
})

/** One look at a schedule. */
const look = Effect.fnUntraced(function* (
  schedule: Schedule,
  repository: string,
  mind: Mind
): Effect.fn.Return<ScheduleRecord, ReadError, Services> {
  const { trouble } = mind
  const record = yield* recordOf(schedule, repository)
  const now = yield* Clock.currentTimeMillis
  const decision = decideRun(schedule, record, now, repository, yield* Ref.get(trouble))
  const { job } = schedule
  switch (decision._tag) {
    case "Wait":
      return record
    case "Skip": {
      yield* Ref.set(trouble, null)
      yield* Effect.logWarning("a scheduled time passed unused", {
        job,
        dueAt: decision.dueAt,
        reason: decision.reason
      })
      return yield* decided(schedule, repository, {
        dueAt: decision.dueAt,
        outcome: "skipped",
        backupId: null,
        reason: decision.reason
      })
    }
    case "Start": {
      if (!(yield* claims(schedule, repository, mind, decision.dueAt, now))) return record
      const begun = yield* begins[job](schedule.components, decision.dueAt)
      if (begun._tag === "Trouble") {
        const before = yield* Ref.getAndSet(trouble, begun.reason)
        if (before !== begun.reason)
          yield* Effect.logWarning(
            "what is scheduled could not begin; it is tried again while its window lasts",
            {
              job,
              dueAt: decision.dueAt,
              reason: begun.reason
            }
          )
        return record
      }
      yield* Ref.set(trouble, null)
      yield* Effect.logInfo("a scheduled job began", { job, backupId: begun.backupId.toString() })
      return yield* decided(schedule, repository, {
        dueAt: decision.dueAt,
        outcome: "started",
        backupId: begun.backupId,
        reason: null
      })
    }
  }
})

const keepLooking = Effect.fnUntraced(function* (schedule: Schedule, repository: string) {
  const trouble = yield* Ref.make<string | null>(null)
  const once = look(schedule, repository, { me: yield* newId, trouble }).pipe(
    Effect.flatMap((record) => retainAfter(schedule, record, repository)),
    // A journal or an Elasticsearch that does not answer is in the log by itself; the time is made up for when it does.
    Effect.catch((error) => Ref.set(trouble, error.message)),
    Effect.catchCause((cause) => Effect.logError("defect in the scheduler", cause))
  )
  while (true) {
    yield* once
    const now = yield* Clock.currentTimeMillis
    const next = Option.getOrElse(schedule.times.next(now), () => Number.POSITIVE_INFINITY)
    yield* Effect.sleep(Duration.min(lookEvery, Duration.millis(Math.max(1, next - now))))
  }
})

/** Does nothing where no schedule is set, or no repository. */
export const layer: Layer.Layer<never, never, Services> = Layer.effectDiscard(
  Effect.gen(function* () {
    const { repository, schedules } = yield* Settings
    if (Option.isNone(repository)) return
    for (const schedule of schedules) {
      const askedBy = `schedule ${schedule.times.expression} (${schedule.times.timeZone})`
      yield* Effect.forkScoped(
        Effect.provideService(keepLooking(schedule, repository.value), AskedBy, askedBy)
      )
    }
  })
)
