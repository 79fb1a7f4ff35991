/**
 * What front ends call to see what is done by itself, to pause it, and to see what retention keeps. Who asks is `AskedBy`.
 *
 * `operations/schedule/DirectSchedulesApi.ts` answers from the journal; `adapters/http` asks a server, and may fail on the way there as well
 * (`SchedulesClient`).
 */
import { Context, type Effect, type Option } from "effect"
import type { ReadError } from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"
import type { RetentionPolicy } from "../domain/retention/RetentionPolicy.ts"
import type { RetentionReport } from "../domain/retention/RetentionReport.ts"
import type { Job } from "../domain/schedule/Schedule.ts"
import type { ScheduleStatus } from "../domain/schedule/ScheduleStatus.ts"
import type { ScheduleNotSet } from "../domain/ScheduleError.ts"
import type { TransportError } from "../domain/TransportError.ts"

/** Everything somebody can ask of schedules and retention. `Transport`: what can go wrong on the way to who carries it out. */
export interface Schedules<Transport = never> {
  /** The schedules that are set. */
  readonly look: Effect.Effect<ReadonlyArray<ScheduleStatus>, ReadError | Transport>
  /** From now on its times pass unused, on every replica. What runs goes on. */
  readonly pause: (job: Job) => Effect.Effect<ScheduleStatus, ReadError | ScheduleNotSet | Transport>
  /** From now on its times are used again; those that passed are not made up for. */
  readonly resume: (job: Job) => Effect.Effect<ScheduleStatus, ReadError | ScheduleNotSet | Transport>
  /** What a policy keeps and removes now; `none`: the one that is set. Nothing is removed. */
  readonly retention: (
    policy: Option.Option<RetentionPolicy>,
    components: ReadonlyArray<Component>
  ) => Effect.Effect<RetentionReport, ReadError | Transport>
}

/** Schedules and retention, looked at in this process. */
export class SchedulesApi extends Context.Service<SchedulesApi, Schedules>()(
  "@camunda-backup/core/ports/SchedulesApi"
) {}

/** Schedules and retention, looked at by whoever. */
export class SchedulesClient extends Context.Service<SchedulesClient, Schedules<TransportError>>()(
  "@camunda-backup/core/ports/SchedulesClient"
) {}
