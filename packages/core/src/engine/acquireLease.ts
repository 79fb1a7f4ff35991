import { Data, Effect, Option } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type * as JournalEntry from "../domain/JournalEntry.ts"
import type { Subject } from "../domain/LeaseRecord.ts"
import { Journal } from "../ports/Journal.ts"
import { type Held, Lease, componentScope } from "../ports/Lease.ts"
import { polling } from "./pacing.ts"
import { isFinishing } from "./runningBackup.ts"

/** How often it is looked whether the lease of an attempt that has ended is given back: for less than 2 s. */
const looks = 6

/** The attempt that has the lease has ended. */
class GivenBackSoon extends Data.TaggedError("GivenBackSoon") {}

/**
 * The lease of a component for an attempt that begins or is resumed; `none` while another backup of it runs.
 *
 * Who saw that a backup has ended must not be told that one is running, when the next request comes before the owner has given the lease back.
 */
export const acquireLease = Effect.fnUntraced(function* (
  key: JournalEntry.Key,
  subject: Subject
): Effect.fn.Return<Option.Option<Held>, StoreError, Journal | Lease> {
  const lease = yield* Lease
  const journal = yield* Journal
  const scope = componentScope(key)
  return yield* Effect.gen(function* () {
    const held = yield* lease.acquire(scope, subject)
    if (Option.isSome(held)) return held
    const seen = yield* lease.look(scope)
    const ended =
      Option.isNone(seen) ||
      seen.value.state === "finished" ||
      (yield* isFinishing(journal, scope, seen.value))
    return ended ? yield* new GivenBackSoon() : Option.none()
  }).pipe(
    Effect.retry({ schedule: polling, times: looks, while: (error) => error._tag === "GivenBackSoon" }),
    Effect.catchTag("GivenBackSoon", () => Effect.succeedNone)
  )
})
