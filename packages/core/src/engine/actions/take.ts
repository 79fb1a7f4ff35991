import { Deferred, Effect, Option, Result } from "effect"
import * as Attempt from "../../domain/Attempt.ts"
import type { StoreError } from "../../domain/BackupError.ts"
import type { PlannedPart } from "../../domain/CreatePlan.ts"
import type { Catalog } from "../../domain/IndexExpression.ts"
import * as Work from "../../domain/Work.ts"
import type { IndexCatalog } from "../../ports/IndexCatalog.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"
import { SnapshotStore } from "../../ports/SnapshotStore.ts"
import type { Ownership } from "../Ownership.ts"
import { existing, ifFresh, plannedBy } from "./existing.ts"
import { ifMine, orFact, untouched } from "./failureFact.ts"
import { type Acted, type Known, learn, type Part } from "./Part.ts"

/** Requests the part, under the lease; waits at most the request timeout, and only until the attempt is requested to stop. */
export const take = Effect.fnUntraced(function* (
  { ownership, planned }: Part,
  before: Known
): Effect.fn.Return<Known, Effect.Error<Acted>, Effect.Services<Acted>> {
  const beganAt = yield* monotonicMillis
  const known: Known = { ...before, seen: Option.none() }
  const { attempt } = known.work
  const plan = yield* Effect.result(planNow(attempt, planned, ifFresh(before.seen, beganAt)))
  if (Result.isFailure(plan)) return learn(known, untouched(plan.failure), beganAt)
  const asked = { ...known, asked: plan.success }
  const send = Effect.gen(function* () {
    const askedAt = yield* monotonicMillis
    const work = Work.asking(known.work, askedAt)
    const fact = yield* Effect.raceFirst(askFor(attempt, plan.success), stopped(ownership, work))
    const isLost = fact._tag === "Unavailable" && fact.ambiguous
    return learn({ ...asked, work: isLost ? work : Work.answered(work, fact) }, fact, askedAt)
  })
  const sent = yield* ifMine(ownership, send)
  return "_tag" in sent ? learn(asked, sent, beganAt) : sent
})

/** What to request and what must be held: for a dated part by what exists just before it is taken, unless that was looked up a moment ago. */
const planNow = (
  attempt: Attempt.Attempt,
  part: PlannedPart,
  justSeen: Option.Option<Catalog>
): Effect.Effect<PlannedPart, StoreError, IndexCatalog> =>
  part.dated
    ? Effect.map(
        Option.match(justSeen, { onNone: () => existing(attempt), onSome: (seen) => Effect.succeed(seen) }),
        (before) => plannedBy(attempt, part, before)
      )
    : Effect.succeed(part)

/** An index that a dated part requests by name was deleted since it was seen: another look gives the names that exist now. */
const isOutdated = (part: PlannedPart, error: StoreError): boolean =>
  part.dated && error._tag === "StoreRejected" && error.type === "index_not_found_exception"

/** One create. */
export const askFor = (
  attempt: Attempt.Attempt,
  part: PlannedPart
): Effect.Effect<Work.Fact, never, SnapshotStore> =>
  Effect.flatMap(SnapshotStore, (store) =>
    store.create(attempt.repository, { plan: attempt.plan, part, attempt: attempt.id })
  ).pipe(
    Effect.map((created): Work.Fact => {
      switch (created._tag) {
        case "Answered":
          return { _tag: "Seen", snapshot: created.snapshot }
        case "NameTaken":
          return created
        case "NotNow":
          return { _tag: "Unavailable", reason: created.reason, ambiguous: false }
      }
    }),
    Effect.catchIf(
      (error) => isOutdated(part, error),
      (error) => Effect.succeed(untouched(error))
    ),
    orFact
  )

/** A create that is abandoned because of a request to stop: it may have been carried out, as if its answer was lost. */
const stopped = (ownership: Ownership, work: Work.Work): Effect.Effect<Work.Fact> =>
  Option.isSome(Attempt.stopAsked(work.attempt))
    ? Effect.never
    : Effect.as(Deferred.await(ownership.stop), {
        _tag: "Unavailable",
        reason: "The backup was asked to stop while the part was being created.",
        ambiguous: true
      })
