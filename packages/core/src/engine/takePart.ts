/** The interpreter of `domain/step.ts` for one part: it waits, carries out the action, learns, and gets the next one. */
import { Duration, Effect, Match, Option, Ref } from "effect"
import { Settings } from "../config/Settings.ts"
import * as Attempt from "../domain/Attempt.ts"
import * as Step from "../domain/step.ts"
import * as Work from "../domain/Work.ts"
import { monotonicMillis } from "../ports/monotonicMillis.ts"
import { compare } from "./actions/compare.ts"
import { find } from "./actions/find.ts"
import { end, next } from "./actions/finish.ts"
import type { Acted, Known, Part } from "./actions/Part.ts"
import { recordRetry } from "./actions/recordRetry.ts"
import { remove } from "./actions/remove.ts"
import { take } from "./actions/take.ts"
import { attributesOf } from "./spans.ts"
import { pauseUnlessStopped } from "./pause.ts"

/** Every action of the step machine, with the function that carries it out. */
const act = (part: Part, known: Known, action: Step.Action): Acted =>
  Match.valueTags(action, {
    Take: () => take(part, known),
    Find: () => find(part, known),
    Compare: (x) => compare(part, known, x),
    RecordRetry: (x) => recordRetry(part, known, x),
    Remove: (x) => remove(part, known, x),
    Next: () => next(part, known),
    End: (x) => end(part, known, x)
  })

/** Takes the part, and returns what is known then, with its `end`. */
export const takePart = Effect.fn("Backup.part")(function* (
  part: Part,
  begun: Known
): Effect.fn.Return<Known, Effect.Error<Acted>, Effect.Services<Acted>> {
  const { component, backupId } = begun.work.attempt.plan
  const { part: number, snapshot } = part.planned
  yield* Effect.annotateCurrentSpan({ ...attributesOf(component, backupId), part: number, snapshot })
  const limits = yield* limitsOf
  let known = begun
  while (Option.isNone(known.end)) {
    const attempt = yield* Ref.get(part.ownership.attempt)
    const before = withAttempt(known, attempt)
    const action = Step.step(before.work, yield* monotonicMillis, limits)
    if ("afterMillis" in action) {
      yield* pauseUnlessStopped(
        part.ownership.stop,
        Option.isSome(Attempt.stopAsked(attempt)),
        action.afterMillis
      )
      if (isStopNews(attempt, yield* Ref.get(part.ownership.attempt))) continue
    }
    known = yield* act(part, before, action)
    if (Option.isNone(known.end)) yield* warn(part, before, known, action)
  }
  return known
})

export const limitsOf = Effect.map(Settings, (x): Step.Limits => ({
  partTimeoutMillis: Duration.toMillis(x.partTimeout),
  retryBudgetMillis: Duration.toMillis(x.retryBudget),
  partAttempts: x.partAttempts,
  settleMillis: Duration.toMillis(x.masterTimeout)
}))

/** Adds the attempt as the journal holds it now to what is known. */
const withAttempt = (known: Known, attempt: Attempt.Attempt): Known => ({
  ...known,
  work: Work.withAttempt(known.work, attempt)
})

/** Whether a stop was requested since the action was decided. */
const isStopNews = (then: Attempt.Attempt, now: Attempt.Attempt): boolean =>
  Option.isNone(Attempt.stopAsked(then)) && Option.isSome(Attempt.stopAsked(now))

const warn = (part: Part, before: Known, { work: { fact } }: Known, action: Step.Action) =>
  fact._tag === "Unavailable" || fact._tag === "NameTaken"
    ? Effect.logWarning("Elasticsearch did not carry out a step; trying again", {
        snapshot: part.planned.snapshot,
        step: action._tag,
        try: before.work.tries + 1,
        reason: fact.reason
      })
    : Effect.void
