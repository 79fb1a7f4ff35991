/**
 * What becomes of an attempt whose owner is gone. Pure; `engine/takeOver.ts` carries it out, under the lease.
 *
 * An attempt is resumed automatically only if little time has passed: later its parts would belong to different times, and that is a person's
 * decision. One with a request to stop is always resumed, because only its owner can abort what runs.
 */
import { Option } from "effect"
import * as Attempt from "./Attempt.ts"

export type TakeOver =
  /** Nothing is left to do: it has ended, or its beginning was never recorded. */
  | { readonly _tag: "Free" }
  | { readonly _tag: "GoOn"; readonly attempt: Attempt.Attempt }
  | { readonly _tag: "Abandon"; readonly attempt: Attempt.Attempt; readonly silentMillis: number }

export const decideTakeOver = (
  attempt: Option.Option<Attempt.Attempt>,
  silentMillis: number,
  resumeWithinMillis: number
): TakeOver => {
  if (Option.isNone(attempt) || !Attempt.isOpen(attempt.value)) return { _tag: "Free" }
  if (silentMillis <= resumeWithinMillis || Option.isSome(Attempt.stopAsked(attempt.value)))
    return { _tag: "GoOn", attempt: attempt.value }
  return { _tag: "Abandon", attempt: attempt.value, silentMillis }
}
