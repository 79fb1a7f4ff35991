import { Effect } from "effect"
import * as Coverage from "../../domain/Coverage.ts"
import type { Snapshot } from "../../domain/Snapshot.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"
import { existing, plannedBy } from "./existing.ts"
import { orFact } from "./failureFact.ts"
import { type Known, learn, type Part } from "./Part.ts"

/** Compares a finished part with what it had to hold. */
export const compare = Effect.fnUntraced(function* (
  part: Part,
  known: Known,
  action: { readonly snapshot: Snapshot }
) {
  const held = action.snapshot.indices ?? []
  const askedAt = yield* monotonicMillis
  return learn({ ...known, held }, yield* coverage(part, known, held), askedAt)
})

/** What exists is looked up only if something differs. */
const coverage = Effect.fnUntraced(function* (
  { planned: part, elsewhere }: Part,
  { work: { attempt }, asked }: Known,
  held: ReadonlyArray<string>
) {
  const expected = asked.indices
  const comparing = { part, expected, held, elsewhere }
  const lacking = Coverage.lacking(expected, held)
  const mustLook = (part.dated && lacking.length > 0) || Coverage.unexplained(comparing).length > 0
  if (!mustLook) return { _tag: "Compared", lacking, surplus: Coverage.surplus(comparing, []) } as const
  const after = yield* existing(attempt)
  const surplus = Coverage.surplus(comparing, plannedBy(attempt, part, after).indices)
  if (!part.dated) return { _tag: "Compared", lacking, surplus } as const
  const missing = Coverage.stillThere(lacking, after)
  const gone = lacking.filter((x) => !missing.includes(x))
  if (gone.length > 0)
    yield* Effect.logInfo("indices were deleted while the part ran", {
      snapshot: part.snapshot,
      indices: gone
    })
  return { _tag: "Compared", lacking: missing, surplus } as const
}, orFact)
