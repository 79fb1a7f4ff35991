/** Finds out whether journal and leases can be kept, or their index can be created. */
import { Effect, Result } from "effect"
import { Settings } from "../../config/Settings.ts"
import type { StoreError } from "../../domain/BackupError.ts"
import type { Finding } from "../../domain/check/Finding.ts"
import type { JournalIndex } from "../../domain/JournalIndex.ts"
import * as judgeJournal from "../../domain/check/judgeJournal.ts"
import { Diagnostics } from "../../ports/Diagnostics.ts"

type Found = Result.Result<ReadonlyArray<JournalIndex>, StoreError>

/** The index alone: one request. */
export const journalIndexFinding: Effect.Effect<Finding, never, Diagnostics | Settings> = Effect.gen(
  function* () {
    const look = yield* Diagnostics
    const { journalIndex } = yield* Settings
    return judgeJournal.journal(
      journalIndex,
      look.knownJournalVersion,
      yield* Effect.result(look.journalIndex)
    )
  }
)

/** Including what stands in the way: for an index that does not exist yet, whatever would keep Elasticsearch from creating it. */
export const journalFindings = Effect.fnUntraced(function* (
  found: Found
): Effect.fn.Return<ReadonlyArray<Finding>, never, Diagnostics | Settings> {
  const look = yield* Diagnostics
  const { journalIndex: index } = yield* Settings
  const settings = yield* Effect.result(look.clusterSettings)
  const always = [
    judgeJournal.journal(index, look.knownJournalVersion, found),
    judgeJournal.clusterBlocks(settings)
  ]
  if (Result.isFailure(found)) return always
  const [first] = found.success
  if (first === undefined) {
    const { open, templates } = yield* Effect.all(
      { open: Effect.result(look.openShards), templates: Effect.result(look.indexTemplates) },
      { concurrency: "unbounded" }
    )
    const limits = Result.flatMap(settings, (x) => Result.map(open, (y) => ({ settings: x, open: y })))
    return [...always, judgeJournal.shards(index, limits), judgeJournal.template(index, templates)]
  }
  const piped: Result.Result<judgeJournal.Piped, StoreError> =
    first.finalPipeline === null
      ? Result.succeed({ _tag: "Unchanged", pipeline: null })
      : yield* Effect.result(look.piped(first.finalPipeline))
  return [...always, judgeJournal.pipeline(index, piped)]
})
