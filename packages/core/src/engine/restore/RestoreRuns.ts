/**
 * The restores and drills that this process runs in the background. When the layer's scope ends they are handed over: another process, or the
 * next one, looks at what is there and goes on.
 */
import { Cause, Context, Effect, Exit, FiberMap, Layer, Queue } from "effect"
import type { Restore } from "../../domain/restore/Restore.ts"
import type { RestoreId } from "../../domain/RestoreId.ts"
import { type Held, Lease } from "../../ports/Lease.ts"
import { attributesOf, inBackground } from "../spans.ts"
import type { RestoreServices } from "./actRestore.ts"
import * as RestoreOwnership from "./RestoreOwnership.ts"
import { runRestore } from "./runRestore.ts"

export class RestoreRuns extends Context.Service<
  RestoreRuns,
  {
    /** Runs a restore that is in the journal, under its lease. Returns at once. `resumed`: another process may have worked on it. */
    readonly start: (restore: Restore, held: Held, resumed: boolean) => Effect.Effect<void>
    /** Makes its owner look into the journal at once, if it is this process. */
    readonly nudge: (id: RestoreId) => Effect.Effect<void>
    /** Whether this process runs it. */
    readonly isRunning: (id: RestoreId) => Effect.Effect<boolean>
  }
>()("@camunda-backup/core/engine/restore/RestoreRuns") {}

/** Bound of what is still done for the lease when the process is told to end. */
const handOverWithin = "2 seconds"

export const layer: Layer.Layer<RestoreRuns, never, RestoreServices> = Layer.effect(
  RestoreRuns,
  Effect.gen(function* () {
    const services = yield* Effect.context<RestoreServices>()
    const lease = yield* Lease
    const fibers = yield* FiberMap.make<RestoreId, void, never>()
    const running = new Map<RestoreId, RestoreOwnership.RestoreOwnership>()

    const letGo = (held: Held, state: "finished" | "handed over") =>
      lease.release(held, state).pipe(
        Effect.timeoutOption(handOverWithin),
        // Not fatal: without the owner's beats the lease expires, and whoever takes it finds out what is left to do.
        Effect.catch((error) =>
          Effect.logWarning("the lease could not be released", { reason: error.message })
        )
      )

    const start = Effect.fnUntraced(function* (restore: Restore, held: Held, resumed: boolean) {
      const ownership = yield* RestoreOwnership.make(restore, held)
      running.set(restore.id, ownership)
      const { backupId, component } = restore.plan
      const work = runRestore(ownership, resumed).pipe(
        Effect.onExit((exit) =>
          Effect.gen(function* () {
            if (running.get(restore.id) === ownership) running.delete(restore.id)
            if (Exit.isSuccess(exit)) return yield* letGo(held, "finished")
            if (Cause.hasFails(exit.cause))
              return yield* Effect.logWarning(
                "another process has taken over the restore (CAMUNDA_BACKUP_LEASE_TTL)",
                { component, backupId: backupId.toString(), restore: restore.id }
              )
            if (!Cause.hasInterruptsOnly(exit.cause))
              yield* Effect.logError("defect in a restore", exit.cause)
            yield* letGo(held, "handed over")
          })
        ),
        Effect.catchTag("Lost", () => Effect.void),
        Effect.provideContext(services)
      )
      const attributes = { ...attributesOf(component, backupId), restore: restore.id, resumed }
      yield* FiberMap.run(
        fibers,
        restore.id,
        yield* inBackground("Restore.run", attributes, work, restore.id)
      )
    }, Effect.uninterruptible)

    return RestoreRuns.of({
      start,
      nudge: (id) =>
        Effect.suspend(() => {
          const ownership = running.get(id)
          return ownership === undefined
            ? Effect.void
            : Effect.asVoid(Queue.offer(ownership.nudges, undefined))
        }),
      isRunning: (id) => Effect.sync(() => running.has(id))
    })
  })
)
