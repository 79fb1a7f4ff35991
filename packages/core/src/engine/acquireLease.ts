import { Effect, Option } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type * as JournalEntry from "../domain/JournalEntry.ts"
import type { Subject } from "../domain/LeaseRecord.ts"
import { pollDelay } from "../domain/step.ts"
import { Journal } from "../ports/Journal.ts"
import { type Held, Lease, componentScope } from "../ports/Lease.ts"
import { isFinishing } from "./runningBackup.ts"

/** How often it is looked whether the lease of an attempt that has ended is given back: for less than 2 s. */
const looks = 6

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
  for (let tries = 0; ; tries++) {
    const held = yield* lease.acquire(scope, subject)
    if (Option.isSome(held) || tries >= looks) return held
    const seen = yield* lease.look(scope)
    if (Option.isNone(seen)) continue
    if (seen.value.state !== "finished" && !(yield* isFinishing(journal, scope, seen.value))) return held
    yield* Effect.sleep(pollDelay(tries))
  }
})
