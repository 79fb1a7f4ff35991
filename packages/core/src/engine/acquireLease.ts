import { Data, Effect, Option } from "effect"
import { BackupRunning, type StoreError } from "../domain/BackupError.ts"
import type { Subject } from "../domain/LeaseRecord.ts"
import type { RestoreRunning } from "../domain/RestoreError.ts"
import type { Journal } from "../ports/Journal.ts"
import { type Held, Lease, type Scope } from "../ports/Lease.ts"
import type { RestoreJournal } from "../ports/RestoreJournal.ts"
import { polling } from "./pacing.ts"
import { isFinishing, refusalOf } from "./runningBackup.ts"

/** How many looks are made whether the lease of what has ended is given back, within less than 2 s. */
const looks = 6

/** What holds the lease has ended. */
class GivenBackSoon extends Data.TaggedError("GivenBackSoon") {}

/**
 * The lease for an attempt or a restore that begins or is resumed; refused while another runs.
 *
 * A client that saw that a backup has ended must not be told that one is running because its next request comes before the owner has given the
 * lease back.
 */
export const acquireLease = Effect.fnUntraced(function* (
  scope: Scope,
  subject: Subject
): Effect.fn.Return<Held, StoreError | BackupRunning | RestoreRunning, Journal | RestoreJournal | Lease> {
  const lease = yield* Lease
  const { component } = scope
  return yield* Effect.gen(function* () {
    const held = yield* lease.acquire(scope, subject)
    if (Option.isSome(held)) return held.value
    const seen = yield* lease.look(scope)
    if (Option.isNone(seen) || seen.value.state === "finished" || (yield* isFinishing(scope, seen.value)))
      return yield* new GivenBackSoon()
    return yield* Effect.fail(refusalOf(component, seen.value))
  }).pipe(
    Effect.retry({ schedule: polling, times: looks, while: (error) => error._tag === "GivenBackSoon" }),
    Effect.catchTag("GivenBackSoon", () => new BackupRunning({ component }))
  )
})
