/** Turns failures into facts, so that the step machine sees all of them and decides what to do. */
import { Effect } from "effect"
import type { StoreError } from "../../domain/BackupError.ts"
import type { Fact } from "../../domain/Work.ts"
import { isLost } from "../Lost.ts"
import { confirm, type Ownership } from "../Ownership.ts"

const factOf = (error: StoreError): Fact => {
  switch (error._tag) {
    case "StoreUnavailable":
      return { _tag: "Unavailable", reason: error.message, ambiguous: error.ambiguous }
    // If a certificate expires during a backup, it is renewed within the budget, or the backup ends with that reason.
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

/** For a call about the part itself. */
export const orFact = <A, R>(effect: Effect.Effect<A, StoreError, R>): Effect.Effect<A | Fact, never, R> =>
  Effect.catch(effect, (error) => Effect.succeed(factOf(error)))

/** For a call that only prepares one about the part: whatever failed, the part was not touched. */
export const untouched = (error: StoreError): Fact => ({
  _tag: "Unavailable",
  reason: error.message,
  ambiguous: false
})

/** Runs the effect if the lease is still held. Nothing may come between the two, so that a process that was paused before finds out here. */
export const ifMine = <A, R>(ownership: Ownership, effect: Effect.Effect<A, never, R>) =>
  Effect.matchEffect(confirm(ownership), {
    onFailure: (error) => (isLost(error) ? Effect.fail(error) : Effect.succeed(untouched(error))),
    onSuccess: () => effect
  })
