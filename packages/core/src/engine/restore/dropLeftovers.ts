import { Effect, Option } from "effect"
import type { StoreError } from "../../domain/BackupError.ts"
import type { Component } from "../../domain/Component.ts"
import { ended } from "../../domain/restore/Restore.ts"
import { drillPrefix } from "../../domain/restore/RestorePlan.ts"
import { restoreId } from "../../domain/RestoreId.ts"
import { Indices } from "../../ports/Indices.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"

/**
 * Deletes what drills of the component left that have ended: Elasticsearch was away when they did. Only indices that carry the mark of such a drill;
 * whose drill is not in this journal is another installation's, or nobody's any more, and stays.
 */
export const dropLeftovers = Effect.fnUntraced(function* (
  repository: string,
  component: Component
): Effect.fn.Return<void, StoreError, Indices | RestoreJournal> {
  const indices = yield* Indices
  const journal = yield* RestoreJournal
  const found = (yield* indices.under(drillPrefix)).flatMap(({ mark, name }) =>
    mark === null ? [] : [{ mark, name }]
  )
  for (const [mark, marked] of Map.groupBy(found, (x) => x.mark)) {
    const drill = yield* journal.read({ repository, component, id: restoreId(mark) })
    if (!Option.exists(drill, (x) => Option.isSome(ended(x)))) continue
    const names = marked.map((x) => x.name)
    yield* indices.delete(names)
    yield* Effect.logInfo("deleted what a drill had left", { component, drill: mark, indices: names })
  }
})
