/** What exists under the attempt's index prefix, which decides what a part of dates asks for and must hold. */
import { Effect, Option } from "effect"
import { askedFor } from "../../domain/askedFor.ts"
import type { Attempt } from "../../domain/Attempt.ts"
import type { PlannedPart } from "../../domain/CreatePlan.ts"
import type { Catalog } from "../../domain/IndexExpression.ts"
import { IndexCatalog } from "../../ports/IndexCatalog.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"

export const existing = (attempt: Attempt) =>
  Effect.flatMap(IndexCatalog, (catalog) => catalog.list(attempt.plan.indexPrefix))

/** What existed at a time. */
export interface Seen {
  readonly at: number
  readonly catalog: Option.Option<Catalog>
}

/** How old it may be to count as "just before a part". */
const freshMillis = 1000

export const ifFresh = (seen: Option.Option<Seen>, now: number): Option.Option<Catalog> =>
  Option.flatMap(seen, ({ at, catalog }) => (now - at <= freshMillis ? catalog : Option.none()))

/** Looks up what a dated part must hold while the part before it is being taken: for tiny parts the look-up costs no time of its own. */
export const lookAhead = Effect.fnUntraced(function* (attempt: Attempt) {
  const at = yield* monotonicMillis
  return { at, catalog: yield* Effect.option(existing(attempt)) } satisfies Seen
})

/** The part as it would be planned by what exists then: a dated one can ask for other names, and hold other indices. */
export const plannedBy = ({ plan }: Attempt, part: PlannedPart, catalog: Catalog): PlannedPart => ({
  ...part,
  ...askedFor(plan.parts, catalog)[plan.parts.findIndex((x) => x.part === part.part)]
})
