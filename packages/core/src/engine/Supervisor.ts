/**
 * Looks for abandoned work: attempts whose owner died or departed, and deletions that are not finished. Runs in every process for as long as the
 * layer's scope, first at once and then several times within a lease's time to live.
 */
import { Duration, Effect, Layer, Option, Ref, Schedule } from "effect"
import { Settings } from "../config/Settings.ts"
import type { StoreError } from "../domain/BackupError.ts"
import * as Component from "../domain/Component.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import type { Indices } from "../ports/Indices.ts"
import { Journal } from "../ports/Journal.ts"
import { Lease, componentScope } from "../ports/Lease.ts"
import { Attempts } from "./Attempts.ts"
import type { RestoreJournal } from "../ports/RestoreJournal.ts"
import { Deletions } from "./Deletions.ts"
import { dropLeftovers } from "./restore/dropLeftovers.ts"
import type { RestoreRuns } from "./restore/RestoreRuns.ts"
import { superviseAside, superviseOrphans, superviseRestore } from "./restore/superviseRestores.ts"
import { takeOver } from "./takeOver.ts"

type Services = Settings | Journal | RestoreJournal | Indices | Lease | Attempts | Deletions | RestoreRuns

/** One look at a component. */
export const supervise = Effect.fnUntraced(function* (
  repository: string,
  component: Component.Component
): Effect.fn.Return<void, StoreError, Services> {
  const lease = yield* Lease
  const journal = yield* Journal
  const attempts = yield* Attempts
  const deletions = yield* Deletions
  const scope = componentScope({ repository, component })
  const [seen, notable] = yield* Effect.all([lease.look(scope), journal.notable(repository, component, [])], {
    concurrency: 2
  })
  for (const entry of notable.values())
    if (Option.isSome(entry.deletion)) yield* deletions.start(entry, entry.deletion.value)
  if (Option.isSome(yield* attempts.running(component))) return
  if (Option.isSome(seen) && seen.value.subject.restore === true && seen.value.state !== "finished")
    return yield* superviseRestore(scope, seen.value)
  if (Option.exists(seen, (x) => x.state === "handed over" || x.silent))
    return yield* Option.match(seen, {
      onNone: () => Effect.void,
      onSome: (x) => takeOver(scope, x.subject, seen)
    })
  if (Option.exists(seen, (x) => x.state === "held")) return
  // It is open, but no lease refers to it: the lease was lost with the journal, or its record came late.
  for (const entry of notable.values()) {
    const open = JournalEntry.openAttempt(entry)
    if (Option.isSome(open))
      return yield* takeOver(scope, { id: open.value.id, backupId: entry.backupId }, seen)
  }
})

/** Restores to which no lease refers are looked for now and then, because all of them have to be read for that. */
const looksBetweenOrphans = 12

const between = { minimum: Duration.millis(100), maximum: Duration.seconds(5) }

export const layer: Layer.Layer<never, never, Services> = Layer.effectDiscard(
  Effect.gen(function* () {
    const { leaseTtl, repository } = yield* Settings
    if (Option.isNone(repository)) return
    const every = Duration.clamp(Duration.divideUnsafe(leaseTtl, 6), between)
    const failures = yield* Ref.make(0)
    // Logged when it persists, and once when it is over: a new index is unavailable for a moment, and an outage of hours must not fill the
    // log.
    const said = Effect.fnUntraced(function* (reason: string | null) {
      const before = yield* Ref.getAndUpdate(failures, (n) => (reason === null ? 0 : n + 1))
      if (reason !== null && before === 1)
        yield* Effect.logWarning(
          "the journal cannot be read; backups and deletions of other processes are not taken over meanwhile",
          { reason }
        )
      if (reason === null && before > 1) yield* Effect.logInfo("the journal can be read again")
    })
    const looks = yield* Ref.make(0)
    const look = Ref.getAndUpdate(looks, (n) => n + 1).pipe(
      Effect.flatMap((n) =>
        Effect.forEach(
          Component.all,
          Effect.fnUntraced(function* (component) {
            yield* supervise(repository.value, component)
            yield* superviseAside(repository.value, component)
            if (n % looksBetweenOrphans !== 0) return
            yield* superviseOrphans(repository.value, component)
            yield* dropLeftovers(repository.value, component)
          }),
          { discard: true }
        )
      ),
      Effect.andThen(said(null)),
      Effect.catch((error) => said(error.message)),
      Effect.catchCause((cause) => Effect.logError("defect in the supervisor", cause))
    )
    yield* Effect.forkScoped(Effect.repeat(look, Schedule.spaced(every)))
  })
)
