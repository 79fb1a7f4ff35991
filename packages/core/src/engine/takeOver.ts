/** Resumes, or ends, what a dead or departed owner left. */
import { transition } from "./transition.ts"
import { Clock, Duration, Effect, Option, Result } from "effect"
import { Settings } from "../config/Settings.ts"
import * as Attempt from "../domain/Attempt.ts"
import type { StoreError } from "../domain/BackupError.ts"
import * as JournalEntry from "../domain/JournalEntry.ts"
import type { Subject } from "../domain/LeaseRecord.ts"
import { decideTakeOver } from "../domain/decideTakeOver.ts"
import { Journal } from "../ports/Journal.ts"
import { type Held, Lease, type Scope, type Seen } from "../ports/Lease.ts"
import { Attempts } from "./Attempts.ts"
import { count, takeOvers } from "./counters.ts"
import { logEnd } from "./logEnd.ts"
import { ofBackup } from "./spans.ts"
import { silentMillis } from "../reads/silence.ts"

type Services = Settings | Journal | Lease | Attempts

/**
 * Takes over the lease and carries out what `domain/decideTakeOver.ts` decides. Does nothing when another process was faster. `seen`: the lease
 * as it was before.
 */
export const takeOver = Effect.fn("Backup.takeOver")(
  function* (
    scope: Scope,
    subject: Subject,
    seen: Option.Option<Seen>
  ): Effect.fn.Return<void, StoreError, Services> {
    const resumeWithinMillis = Duration.toMillis((yield* Settings).resumeWithin)
    const lease = yield* Lease
    const journal = yield* Journal
    const key = JournalEntry.keyOf(scope.repository, scope.component, subject.backupId)
    const before = yield* find(key, subject)
    const silent = Option.match(before, {
      onNone: () => Effect.succeed(0),
      onSome: (attempt) => Effect.map(Clock.currentTimeMillis, (now) => silentMillis(attempt, seen, now))
    })
    const silence = yield* silent
    const term = Option.match(before, { onNone: () => 0, onSome: (x) => x.term })
    const taken = yield* lease.takeOver(scope, subject, term)
    if (Option.isNone(taken)) return
    const held = taken.value
    // Read again under the lease: the owner may have ended it at the last moment.
    const decided = decideTakeOver(yield* find(key, subject), silence, resumeWithinMillis)
    if (decided._tag === "Free") return yield* lease.release(held, "finished")
    const event: Attempt.Event =
      decided._tag === "GoOn"
        ? { _tag: "TakenOver" }
        : {
            _tag: "Ended",
            how: { _tag: "Abandoned", silentMillis: silence, resumeWithinMillis },
            unsettled: true
          }
    const written = yield* transition(event)
    const entry = yield* journal.update(key, (x) =>
      Result.succeed(takeIn(x, decided.attempt.id, held, written))
    )
    const mine = JournalEntry.find(entry, decided.attempt.id)
    if (Option.isNone(mine) || !Attempt.isOpen(mine.value)) {
      const ended = Option.flatMap(mine, Attempt.ended)
      if (Option.isSome(ended)) yield* logEnd(decided.attempt, ended.value.how)
      return yield* lease.release(held, "finished")
    }
    yield* count(takeOvers, scope.component)
    yield* Effect.logInfo("going on with a backup that another process began", {
      component: scope.component,
      backupId: subject.backupId.toString(),
      attempt: subject.id,
      silentMillis: silence
    })
    const attempts = yield* Attempts
    yield* attempts.start(mine.value, held, true)
  },
  (work, scope, subject) => ofBackup(work, scope.component, subject.backupId)
)

const find = Effect.fnUntraced(function* (key: JournalEntry.Key, subject: Subject) {
  const journal = yield* Journal
  const entry = yield* journal.read(key)
  return Option.flatMap(entry, (x) => JournalEntry.find(x, subject.id))
})

/** The attempt under its new owner's term: writes of the old one are refused from now on. Idempotent. */
const takeIn = (
  entry: JournalEntry.JournalEntry,
  id: Attempt.AttemptId,
  held: Held,
  written: Attempt.Transition
): JournalEntry.JournalEntry => {
  const found = JournalEntry.find(entry, id)
  if (Option.isNone(found) || !Attempt.isOpen(found.value) || found.value.term >= held.term) return entry
  return JournalEntry.change(entry, id, (x) => Attempt.append({ ...x, term: held.term }, written))
}
