import { Effect } from "effect"
import type { Snapshot } from "../../domain/Snapshot.ts"
import * as Work from "../../domain/Work.ts"
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
  const beganAt = yield* monotonicMillis
  const send = Effect.gen(function* () {
    const askedAt = yield* monotonicMillis
    const fact = yield* store
      .delete(known.work.attempt.repository, [snapshot.name])
      .pipe(Effect.as<Work.Fact>({ _tag: "Removed", snapshot }), orFact)
    const isLost = fact._tag === "Unavailable" && fact.ambiguous
    return learn(isLost ? { ...known, work: Work.deleteLost(known.work, askedAt) } : known, fact, askedAt)
  })
  const sent = yield* ifMine(ownership, send)
  return "_tag" in sent ? learn(known, sent, beganAt) : sent
})
