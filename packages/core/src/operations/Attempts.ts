/**
 * The attempts this process runs in the background, at most one a component. They end with the layer's scope: Elasticsearch finishes the
 * part it is at, the journal says that the process stopped.
 */
import { Clock, Context, Effect, Exit, FiberMap, Layer, Option } from "effect"
import type { Settings } from "../config/Settings.ts"
import type { Attempt, End } from "../domain/Attempt.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import type { PlannedPart } from "../domain/CreatePlan.ts"
import type { IndexCatalog } from "../ports/IndexCatalog.ts"
import { Journal } from "../ports/Journal.ts"
import { type Held, Lease } from "../ports/Lease.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import { type InFlight, logEnd, runAttempt } from "./runAttempt.ts"

export interface Stopped {
  readonly attempt: Attempt
  /** Its create may still be on its way to Elasticsearch: wait for it to show before deleting. */
  readonly inFlight: Option.Option<PlannedPart>
}

export class Attempts extends Context.Service<
  Attempts,
  {
    /** Runs an attempt that is in the journal, under its lease. Returns at once. */
    readonly start: (attempt: Attempt, held: Held) => Effect.Effect<void>
    /** Stops the attempt of this backup, if this process runs one, and returns when it has stopped. */
    readonly stop: (
      component: Component,
      backupId: BackupId,
      reason: string
    ) => Effect.Effect<Option.Option<Stopped>>
  }
>()("@camunda-backup/core/operations/Attempts") {}

interface Running {
  readonly attempt: Attempt
  readonly inFlight: InFlight
  stopReason: string
}

export const layer: Layer.Layer<Attempts, never, Settings | SnapshotStore | IndexCatalog | Journal | Lease> =
  Layer.effect(
    Attempts,
    Effect.gen(function* () {
      const services = yield* Effect.context<Settings | SnapshotStore | IndexCatalog | Journal | Lease>()
      const journal = yield* Journal
      const lease = yield* Lease
      const fibers = yield* FiberMap.make<Component, void, never>()
      const running = new Map<Component, Running>()

      const finish = Effect.fnUntraced(function* (entry: Running, held: Held, how: End) {
        yield* journal.end(entry.attempt.id, yield* Clock.currentTimeMillis, how)
        yield* lease.release(held)
        running.delete(entry.attempt.plan.component)
        yield* logEnd(entry.attempt, how)
      })

      const start = Effect.fnUntraced(function* (attempt: Attempt, held: Held) {
        const entry: Running = {
          attempt,
          inFlight: { part: null },
          stopReason: "camunda-backup was stopped while the backup was being taken."
        }
        running.set(attempt.plan.component, entry)
        const work = runAttempt(attempt, held, entry.inFlight).pipe(
          Effect.onExit((exit) =>
            finish(
              entry,
              held,
              Exit.isSuccess(exit)
                ? exit.value
                : {
                    _tag: "Stopped",
                    reason: Exit.hasInterrupts(exit) ? entry.stopReason : "An internal error, see the log."
                  }
            )
          ),
          Effect.tapCause((cause) => Effect.logDebug("attempt stopped", cause)),
          Effect.asVoid,
          Effect.provideContext(services)
        )
        yield* FiberMap.run(fibers, attempt.plan.component, work)
      }, Effect.uninterruptible)

      const stop = Effect.fnUntraced(function* (component: Component, backupId: BackupId, reason: string) {
        const entry = running.get(component)
        if (entry === undefined || entry.attempt.plan.backupId !== backupId) return Option.none<Stopped>()
        entry.stopReason = reason
        const inFlight = Option.fromNullishOr(entry.inFlight.part)
        yield* FiberMap.remove(fibers, component)
        return Option.some({ attempt: entry.attempt, inFlight })
      })

      return Attempts.of({ start, stop })
    })
  )
