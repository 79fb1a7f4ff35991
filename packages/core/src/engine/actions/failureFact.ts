/** Failures become facts here, so that the step machine sees them all; what to do about them is its decision. */
import { Effect } from "effect"
import type { StoreError } from "../../domain/BackupError.ts"
import type { Fact } from "../../domain/Work.ts"
import { isLost } from "../Lost.ts"
import { confirm, type Ownership } from "../Ownership.ts"

const factOf = (error: StoreError): Fact => {
  switch (error._tag) {
    case "StoreUnavailable":
      return { _tag: "Unavailable", reason: error.message, ambiguous: error.ambiguous }
    // A certificate that expires under a running backup is renewed within the budget, or the backup ends saying so.
    case "StoreTlsFailed":
      return { _tag: "Unavailable", reason: error.message, ambiguous: false }
    case "StoreAnswerInvalid":
      return { _tag: "Unavailable", reason: error.message, ambiguous: true }
    case "RepositoryMissing":
    case "RepositoryReadOnly":
    case "StoreRejected":
      return { _tag: "Refused", reason: error.message }
  }
}

/** Of a call about the part itself. */
export const orFact = <A, R>(effect: Effect.Effect<A, StoreError, R>): Effect.Effect<A | Fact, never, R> =>
  Effect.catch(effect, (error) => Effect.succeed(factOf(error)))

/** Of a call that only leads up to one about the part: whatever it was, the part was not touched. */
export const untouched = (error: StoreError): Fact => ({
  _tag: "Unavailable",
  reason: error.message,
  ambiguous: false
})

/** The effect, if the lease is still held: nothing may come between, so a process that was paused before it finds out here. */
export const ifMine = <A, R>(ownership: Ownership, effect: Effect.Effect<A, never, R>) =>
  Effect.matchEffect(confirm(ownership), {
    onFailure: (error) => (isLost(error) ? Effect.fail(error) : Effect.succeed(untouched(error))),
    onSuccess: () => effect
  })
