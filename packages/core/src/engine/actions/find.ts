import { Effect, Option } from "effect"
import type { Attempt } from "../../domain/Attempt.ts"
import type { PlannedPart } from "../../domain/CreatePlan.ts"
import type { Fact } from "../../domain/Work.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"
import { SnapshotStore } from "../../ports/SnapshotStore.ts"
import { orFact } from "./failureFact.ts"
import { type Known, learn, type Part } from "./Part.ts"

/** Looks for the part by name. */
export const find = Effect.fnUntraced(function* ({ planned }: Part, known: Known) {
  const askedAt = yield* monotonicMillis
  return learn(known, yield* lookFor(known.work.attempt, planned), askedAt)
})

/** One look. */
export const lookFor = (attempt: Attempt, part: PlannedPart): Effect.Effect<Fact, never, SnapshotStore> =>
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
