/** What exists under the attempt's index prefix, which decides what a dated part requests and must hold. */
import { Effect, Option } from "effect"
import { askedFor } from "../../domain/askedFor.ts"
import type { Attempt } from "../../domain/Attempt.ts"
import type { PlannedPart } from "../../domain/CreatePlan.ts"
import type { Catalog } from "../../domain/IndexExpression.ts"
import { IndexCatalog } from "../../ports/IndexCatalog.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"

export const existing = (attempt: Attempt) =>
  Effect.flatMap(IndexCatalog, (catalog) => catalog.list(attempt.plan.indexPrefix))

/** What existed at one moment. */
export interface Seen {
  readonly at: number
  readonly catalog: Option.Option<Catalog>
}

/** The greatest age that still counts as "just before a part". */
const freshMillis = 1000

export const ifFresh = (seen: Option.Option<Seen>, now: number): Option.Option<Catalog> =>
  Option.flatMap(seen, ({ at, catalog }) => (now - at <= freshMillis ? catalog : Option.none()))

/** Looks up what a dated part must hold while the part before it is being taken: for tiny parts the look-up then takes no extra time. */
export const lookAhead = Effect.fnUntraced(function* (attempt: Attempt) {
  const at = yield* monotonicMillis
  return { at, catalog: yield* Effect.option(existing(attempt)) } satisfies Seen
})

/** The part as it would be planned by what existed then: a dated one may request other names and hold other indices. */
export const plannedBy = ({ plan }: Attempt, part: PlannedPart, catalog: Catalog): PlannedPart => ({
  ...part,
  ...askedFor(plan.parts, catalog)[plan.parts.findIndex((x) => x.part === part.part)]
})
