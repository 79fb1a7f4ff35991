import { Effect } from "effect"
import type { Snapshot } from "../../domain/Snapshot.ts"
import type { Fact } from "../../domain/Work.ts"
import { monotonicMillis } from "../../ports/monotonicMillis.ts"
import { SnapshotStore } from "../../ports/SnapshotStore.ts"
import { ifMine, orFact } from "./failureFact.ts"
import { type Known, learn, type Part } from "./Part.ts"

/** Deletes the part by its exact name, under the lease. */
export const remove = Effect.fnUntraced(function* (
  { ownership }: Part,
  known: Known,
  action: { readonly snapshot: Snapshot }
) {
  const { snapshot } = action
  const store = yield* SnapshotStore
  const askedAt = yield* monotonicMillis
  const removing = store
    .delete(known.work.attempt.repository, [snapshot.name])
    .pipe(Effect.as<Fact>({ _tag: "Removed", snapshot }), orFact)
  return learn(known, yield* ifMine(ownership, removing), askedAt)
})
