/**
 * What front ends call to restore backups and to drill them. Each method names what it can fail with. Who asks is `AskedBy`.
 *
 * `operations/restore/DirectRestoreApi.ts` carries it out over Elasticsearch; `adapters/http` asks a server, and may fail on the way there as
 * well (`RestoreClient`).
 */
import { Context, type Effect, type Option } from "effect"
import type {
  GetError,
  ReadError,
  RestoreCancelError,
  RestoreGetError,
  RestoreResumeError,
  RestoreStartError
} from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"
import type { TransportError } from "../domain/TransportError.ts"
import type { Restore } from "../domain/restore/Restore.ts"
import type { RestoreQuestion } from "../domain/restore/RestoreQuestion.ts"
import type { RestoreStatus } from "../domain/restore/RestoreStatus.ts"
import type { RestoreId } from "../domain/RestoreId.ts"
import type { RestoreSummary } from "../domain/restore/RestoreSummary.ts"
import type { PlanDigest, RestorePlan } from "../domain/restore/RestorePlan.ts"
import type { Verification } from "../domain/Verification.ts"

/** Everything somebody can ask of restores. `Transport`: what can go wrong on the way to who carries it out. */
export interface Restores<Transport = never> {
  /** What a restore would do, and what keeps it from being done. Nothing is written. Watches for writes for some seconds when in place. */
  readonly plan: (question: RestoreQuestion) => Effect.Effect<RestorePlan, GetError | Transport>
  /**
   * Makes the plan again, and begins to carry it out; answers as soon as it is recorded. In place and into other names the digest of the plan
   * that was seen has to be given, and has to be the same still; a drill needs none.
   */
  readonly start: (
    question: RestoreQuestion,
    digest: Option.Option<PlanDigest>
  ) => Effect.Effect<Restore, RestoreStartError | Transport>
  readonly status: (id: RestoreId) => Effect.Effect<RestoreStatus, RestoreGetError | Transport>
  /** Newest first. */
  readonly list: (
    components: ReadonlyArray<Component>
  ) => Effect.Effect<ReadonlyArray<RestoreSummary>, ReadError | Transport>
  /** Asks its owner to stop, on whichever replica. What a drill made is dropped; in place what is deleted stays deleted, and a resume goes on. */
  readonly cancel: (id: RestoreId) => Effect.Effect<void, RestoreCancelError | Transport>
  /** Goes on with one that ended before it was completed. */
  readonly resume: (id: RestoreId) => Effect.Effect<void, RestoreResumeError | Transport>
  /** What the last drill of each backup of the component found. */
  readonly verifications: (
    component: Component
  ) => Effect.Effect<ReadonlyMap<bigint, Verification>, ReadError | Transport>
}

/** Restores, carried out in this process. */
export class RestoreApi extends Context.Service<RestoreApi, Restores>()(
  "@camunda-backup/core/ports/RestoreApi"
) {}

/** Restores, carried out by whoever. */
export class RestoreClient extends Context.Service<RestoreClient, Restores<TransportError>>()(
  "@camunda-backup/core/ports/RestoreClient"
) {}
