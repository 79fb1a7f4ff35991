/** `SchedulesApi` over the journal and the backups: the ports are taken once, when the layer is built. */
import { Clock, Effect, Layer, Option } from "effect"
import { configuredRepository, Settings } from "../../config/Settings.ts"
import { ScheduleNotSet } from "../../domain/ScheduleError.ts"
import type { Component } from "../../domain/Component.ts"
import type { RetentionPolicy } from "../../domain/retention/RetentionPolicy.ts"
import { reportOf } from "../../domain/retention/RetentionReport.ts"
import type { Job } from "../../domain/schedule/Schedule.ts"
import { begin, type Paused } from "../../domain/schedule/ScheduleRecord.ts"
import { statusOf } from "../../domain/schedule/ScheduleStatus.ts"
import { retentionNow } from "../../engine/retention/retentionNow.ts"
import { AskedBy } from "../../ports/AskedBy.ts"
import type { BackupApi } from "../../ports/BackupApi.ts"
import type { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { ScheduleJournal } from "../../ports/ScheduleJournal.ts"
import { SchedulesApi, SchedulesClient } from "../../ports/SchedulesApi.ts"
import { keepAll } from "../../domain/retention/RetentionPolicy.ts"

type Services = Settings | ScheduleJournal | BackupApi | RestoreJournal

const look = Effect.fnUntraced(function* () {
  const repository = yield* configuredRepository()
  const { schedules } = yield* Settings
  const journal = yield* ScheduleJournal
  const now = yield* Clock.currentTimeMillis
  return yield* Effect.forEach(
    schedules,
    (schedule) =>
      Effect.map(journal.read(repository, schedule.job), (record) =>
        statusOf(schedule, record, now, repository)
      ),
    { concurrency: "unbounded" }
  )
})

const setPaused = Effect.fnUntraced(function* (job: Job, paused: Omit<Paused, "at"> | null) {
  const repository = yield* configuredRepository()
  const { schedules } = yield* Settings
  const schedule = schedules.find((x) => x.job === job)
  if (schedule === undefined) return yield* new ScheduleNotSet({ job })
  const journal = yield* ScheduleJournal
  const now = yield* Clock.currentTimeMillis
  const record = yield* journal.update(repository, job, (found) => {
    const before = Option.getOrElse(found, () => begin(now))
    if ((before.paused === null) === (paused === null)) return before
    return { ...before, paused: paused === null ? null : { ...paused, at: now } }
  })
  return statusOf(schedule, Option.some(record), now, repository)
})

const retention = Effect.fnUntraced(function* (
  asked: Option.Option<RetentionPolicy>,
  components: ReadonlyArray<Component>
) {
  const { retention: set } = yield* Settings
  const policy = Option.orElse(asked, () => set)
  const plan = yield* retentionNow(
    Option.getOrElse(policy, () => keepAll),
    components
  )
  return reportOf(Option.getOrNull(policy), plan)
})

/** Provides `SchedulesApi`. */
export const layer: Layer.Layer<SchedulesApi, never, Services> = Layer.effect(
  SchedulesApi,
  Effect.gen(function* () {
    const services = yield* Effect.context<Services>()
    return SchedulesApi.of({
      look: Effect.provideContext(look(), services),
      pause: (job) =>
        Effect.flatMap(AskedBy, (by) => Effect.provideContext(setPaused(job, { by }), services)),
      resume: (job) => Effect.provideContext(setPaused(job, null), services),
      retention: (policy, components) => Effect.provideContext(retention(policy, components), services)
    })
  })
)

/** Looked at in this process. */
export const layerClient: Layer.Layer<SchedulesClient, never, SchedulesApi> = Layer.effect(
  SchedulesClient,
  SchedulesApi
)
