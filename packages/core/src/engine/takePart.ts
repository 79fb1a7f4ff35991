/**
 * Carries out the actions of `domain/step.ts` for one part and brings back facts. Failures of Elasticsearch become facts here; what to do
 * about them is the step machine's decision.
 */
import { Effect, Option } from "effect"
import type { Attempt } from "../domain/Attempt.ts"
import type { StoreError } from "../domain/BackupError.ts"
import { askedFor } from "../domain/askedFor.ts"
import * as Coverage from "../domain/Coverage.ts"
import type { PlannedPart } from "../domain/CreatePlan.ts"
import type { Catalog } from "../domain/IndexExpression.ts"
import type { Snapshot } from "../domain/Snapshot.ts"
import type { Fact } from "../domain/Work.ts"
import { IndexCatalog } from "../ports/IndexCatalog.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"

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

/** Failures become facts, so the step machine sees every outcome. */
const orFact = <A, R>(effect: Effect.Effect<A, StoreError, R>): Effect.Effect<A | Fact, never, R> =>
  Effect.catch(effect, (error) => Effect.succeed(factOf(error)))

/** What exists under the attempt's index prefix. */
export const existing = (attempt: Attempt) =>
  Effect.flatMap(IndexCatalog, (catalog) => catalog.list(attempt.plan.indexPrefix))

/** The part as it would be planned by what exists then: a dated one can ask for other names, and hold other indices. */
const plannedBy = ({ plan }: Attempt, part: PlannedPart, catalog: Catalog): PlannedPart => ({
  ...part,
  ...askedFor(plan.parts, catalog)[plan.parts.findIndex((x) => x.part === part.part)]
})

/** What to ask for and what must be held: for a dated part by what exists just before it is taken, unless that was looked up a moment ago. */
export const planNow = (
  attempt: Attempt,
  part: PlannedPart,
  justSeen: Option.Option<Catalog>
): Effect.Effect<PlannedPart, StoreError, IndexCatalog> =>
  part.dated
    ? Effect.map(
        Option.match(justSeen, { onNone: () => existing(attempt), onSome: (seen) => Effect.succeed(seen) }),
        (before) => plannedBy(attempt, part, before)
      )
    : Effect.succeed(part)

/** An index that a dated part asks for by name was deleted since it was seen: another look gives the names that exist now. */
const isOutdated = (part: PlannedPart, error: StoreError): boolean =>
  part.dated && error._tag === "StoreRejected" && error.type === "index_not_found_exception"

/** Asks for the part as it is planned now; at most the request timeout. */
export const take = (attempt: Attempt, part: PlannedPart): Effect.Effect<Fact, never, SnapshotStore> =>
  Effect.flatMap(SnapshotStore, (store) =>
    store.create(attempt.repository, { plan: attempt.plan, part, attempt: attempt.id })
  ).pipe(
    Effect.map((created): Fact => {
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
      ({ message }) => Effect.succeed<Fact>({ _tag: "Unavailable", reason: message, ambiguous: false })
    ),
    orFact
  )

/** Looks for the part by name. */
export const find = (attempt: Attempt, part: PlannedPart): Effect.Effect<Fact, never, SnapshotStore> =>
  Effect.flatMap(SnapshotStore, (store) =>
    store.findOne(attempt.repository, attempt.plan.component, part.snapshot)
  ).pipe(
    Effect.map(
      Option.match({
        onNone: (): Fact => ({ _tag: "Absent" }),
        onSome: (snapshot): Fact => ({ _tag: "Seen", snapshot })
      })
    ),
    orFact
  )

/** Deletes the part by its exact name. */
export const remove = (attempt: Attempt, snapshot: Snapshot): Effect.Effect<Fact, never, SnapshotStore> =>
  Effect.flatMap(SnapshotStore, (store) => store.delete(attempt.repository, [snapshot.name])).pipe(
    Effect.as<Fact>({ _tag: "Removed", snapshot }),
    orFact
  )

/**
 * Compares a finished part with what it had to hold. `elsewhere`: what other parts of the backup hold, or will. What exists is looked up only
 * where something differs.
 */
export const compare = Effect.fnUntraced(function* (
  attempt: Attempt,
  part: PlannedPart,
  snapshot: Snapshot,
  expected: ReadonlyArray<string>,
  elsewhere: ReadonlySet<string>
) {
  const held = snapshot.indices ?? []
  const comparing = { part, expected, held, elsewhere }
  const lacking = Coverage.lacking(expected, held)
  const mustLook = (part.dated && lacking.length > 0) || Coverage.unexplained(comparing).length > 0
  if (!mustLook) {
    const surplus = Coverage.surplus(comparing, [])
    return { _tag: "Compared", lacking, surplus } satisfies Fact
  }
  const after = yield* existing(attempt)
  const surplus = Coverage.surplus(comparing, plannedBy(attempt, part, after).indices)
  if (!part.dated) return { _tag: "Compared", lacking, surplus } satisfies Fact
  const missing = Coverage.stillThere(lacking, after)
  const gone = lacking.filter((x) => !missing.includes(x))
  if (gone.length > 0)
    yield* Effect.logInfo("indices were deleted while the part ran", {
      snapshot: part.snapshot,
      indices: gone
    })
  return { _tag: "Compared", lacking: missing, surplus } satisfies Fact
}, orFact)
