/**
 * The deletions that this process carries out in the background. Each is in the journal before anything is deleted, so that another process
 * finishes what this one began.
 */
import { Context, Deferred, Effect, Exit, FiberMap, Layer, Semaphore } from "effect"
import type { Settings } from "../config/Settings.ts"
import type { StoreError } from "../domain/BackupError.ts"
import type { Deletion, Key } from "../domain/JournalEntry.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import type { RestoreRunning } from "../domain/RestoreError.ts"
import type { RestoreJournal } from "../ports/RestoreJournal.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import { runDeletion } from "./runDeletion.ts"
import { attributesOf, inBackground } from "./spans.ts"

export class Deletions extends Context.Service<
  Deletions,
  {
    /** Carries out a deletion that is in the journal, unless this process is already doing so. Returns at once. */
    readonly start: (
      key: Key,
      deletion: Deletion
    ) => Effect.Effect<Deferred.Deferred<void, StoreError | RestoreRunning>>
  }
>()("@camunda-backup/core/engine/Deletions") {}

type Services = Settings | SnapshotStore | Journal | RestoreJournal | Lease

/** Elasticsearch does one delete per repository at a time; more at once would only take connections from other requests. */
const atOnce = 4

export const layer: Layer.Layer<Deletions, never, Services> = Layer.effect(
  Deletions,
  Effect.gen(function* () {
    const services = yield* Effect.context<Services>()
    const fibers = yield* FiberMap.make<string, void, never>()
    const running = new Map<string, Deferred.Deferred<void, StoreError | RestoreRunning>>()
    const turns = yield* Semaphore.make(atOnce)

    return Deletions.of({
      start: Effect.fnUntraced(function* (key, deletion) {
        const at = running.get(deletion.id)
        if (at !== undefined) return at
        const done = yield* Deferred.make<void, StoreError | RestoreRunning>()
        running.set(deletion.id, done)
        const work = runDeletion(key, deletion).pipe(
          turns.withPermits(1),
          Effect.onExit((exit) =>
            Effect.suspend(() => {
              running.delete(deletion.id)
              return Deferred.done(done, exit)
            })
          ),
          Effect.catch((error) =>
            Effect.logWarning("a deletion was not finished", {
              component: key.component,
              backupId: key.backupId.toString(),
              reason: error.message
            })
          ),
          Effect.catchCause((cause) =>
            Exit.hasInterrupts(Exit.failCause(cause))
              ? Effect.void
              : Effect.logError("defect in a deletion", cause)
          ),
          Effect.provideContext(services)
        )
        const attributes = { ...attributesOf(key.component, key.backupId), deletion: deletion.id }
        yield* FiberMap.run(fibers, deletion.id, yield* inBackground("Backup.deletion", attributes, work))
        return done
      }, Effect.uninterruptible)
    })
  })
)
