/**
 * The attempts that this process runs in the background, at most one per component. When the layer's scope ends they are handed over: Elasticsearch
 * finishes the running part, and another process, or the next one, resumes.
 */
import { Cause, Context, Effect, Exit, FiberMap, Layer, Option, Queue } from "effect"
import type { Attempt } from "../domain/Attempt.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import { type Held, Lease } from "../ports/Lease.ts"
import * as Ownership from "./Ownership.ts"
import { runAttempt, type Services } from "./runAttempt.ts"
import { attributesOf, inBackground } from "./spans.ts"

export class Attempts extends Context.Service<
  Attempts,
  {
    /** Runs an attempt that is in the journal, under its lease. Returns at once. `resumed`: another process may have begun it. */
    readonly start: (attempt: Attempt, held: Held, resumed: boolean) => Effect.Effect<void>
    /** Makes the owner of this backup's attempt read the journal at once, if it is this process. */
    readonly nudge: (component: Component, backupId: BackupId) => Effect.Effect<void>
    /** The backup of the component that this process is taking. */
    readonly running: (component: Component) => Effect.Effect<Option.Option<BackupId>>
  }
>()("@camunda-backup/core/engine/Attempts") {}

/** Bound of the time spent on the lease when the process is told to end. */
const handOverWithin = "2 seconds"

export const layer: Layer.Layer<Attempts, never, Services> = Layer.effect(
  Attempts,
  Effect.gen(function* () {
    const services = yield* Effect.context<Services>()
    const lease = yield* Lease
    const fibers = yield* FiberMap.make<Component, void, never>()
    const running = new Map<
      Component,
      { readonly attempt: Attempt; readonly ownership: Ownership.Ownership }
    >()

    const letGo = (held: Held, state: "finished" | "handed over") =>
      lease.release(held, state).pipe(
        Effect.timeoutOption(handOverWithin),
        // Not fatal: without the owner's beats the lease expires, and the process that takes it finds out what is left to do.
        Effect.catch((error) =>
          Effect.logWarning("the lease could not be released", { reason: error.message })
        )
      )

    const start = Effect.fnUntraced(function* (attempt: Attempt, held: Held, resumed: boolean) {
      const { component } = attempt.plan
      const ownership = yield* Ownership.make(attempt, held)
      running.set(component, { attempt, ownership })
      const work = runAttempt(ownership, resumed).pipe(
        Effect.onExit((exit) =>
          Effect.gen(function* () {
            if (running.get(component)?.ownership === ownership) running.delete(component)
            if (Exit.isSuccess(exit)) return yield* letGo(held, "finished")
            if (Cause.hasFails(exit.cause))
              return yield* Effect.logWarning(
                "another process has taken over the backup (CAMUNDA_BACKUP_LEASE_TTL)",
                { component, backupId: attempt.plan.backupId.toString() }
              )
            if (!Cause.hasInterruptsOnly(exit.cause)) yield* Effect.logError("defect in a backup", exit.cause)
            yield* letGo(held, "handed over")
          })
        ),
        Effect.catchTag("Lost", () => Effect.void),
        Effect.provideContext(services)
      )
      const attributes = { ...attributesOf(component, attempt.plan.backupId), attempt: attempt.id, resumed }
      yield* FiberMap.run(
        fibers,
        component,
        yield* inBackground("Backup.attempt", attributes, work, attempt.id)
      )
    }, Effect.uninterruptible)

    return Attempts.of({
      start,
      nudge: (component, backupId) =>
        Effect.suspend(() => {
          const entry = running.get(component)
          return entry !== undefined && entry.attempt.plan.backupId === backupId
            ? Effect.asVoid(Queue.offer(entry.ownership.nudges, undefined))
            : Effect.void
        }),
      running: (component) =>
        Effect.sync(() =>
          Option.map(Option.fromNullishOr(running.get(component)), (x) => x.attempt.plan.backupId)
        )
    })
  })
)
