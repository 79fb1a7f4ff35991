import { Cause, Effect, Exit, Option, Ref } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import { type Held, Lease } from "../ports/Lease.ts"

/** Of the calls that failed any can have been the one that records, or one after it. */
const ofCalls: ReadonlyArray<string> = [
  "StoreUnavailable",
  "StoreAnswerInvalid",
  "StoreRejected"
] satisfies ReadonlyArray<StoreError["_tag"]>

/** Whether it is certain that nothing is recorded that could go on. */
const isRefused = <E extends { readonly _tag: string }>(cause: Cause.Cause<E>): boolean =>
  Option.exists(Cause.findErrorOption(cause), (error) => !ofCalls.includes(error._tag))

/**
 * Decides under a lease, then records what was decided; the lease is kept by what it is recorded for, and given back when either fails.
 *
 * A refusal leaves nothing to do. After a call that failed while it was being recorded (an answer that was lost, one that cannot be understood, a
 * look right after) it may be recorded, and then it was accepted: the process that takes the lease next finds out and resumes it. Nothing else
 * begins meanwhile.
 */
export const recordUnder = Effect.fnUntraced(function* <
  A,
  B,
  E extends { readonly _tag: string },
  E2 extends { readonly _tag: string },
  R,
  R2
>(
  held: Held,
  decide: Effect.Effect<A, E, R>,
  record: (decided: A) => Effect.Effect<B, E2, R2>
): Effect.fn.Return<B, E | E2, R | R2 | Lease> {
  const lease = yield* Lease
  const recording = yield* Ref.make(false)
  const giveBack = Effect.fnUntraced(function* (cause: Cause.Cause<E | E2>) {
    const nothing = !(yield* Ref.get(recording)) || isRefused(cause)
    yield* lease
      .release(held, nothing ? "finished" : "handed over")
      .pipe(
        Effect.catch((error) =>
          Effect.logWarning("the lease could not be released", { reason: error.message })
        )
      )
  })
  return yield* decide.pipe(
    Effect.tap(() => Ref.set(recording, true)),
    Effect.flatMap(record),
    Effect.onExit((exit) => (Exit.isSuccess(exit) ? Effect.void : giveBack(exit.cause)))
  )
})
