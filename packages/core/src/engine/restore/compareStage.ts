import { Effect, Option } from "effect"
import type { StoreError } from "../../domain/BackupError.ts"
import { compareRestored, type Comparison } from "../../domain/restore/compareRestored.ts"
import type { Restore } from "../../domain/restore/Restore.ts"
import { indicesOf, namePrefixOf, type Stage } from "../../domain/restore/RestorePlan.ts"
import { Indices } from "../../ports/Indices.ts"
import { Recovery } from "../../ports/Recovery.ts"
import type { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { madeNames } from "./lookAtStage.ts"
import { manifestFor } from "./manifestFor.ts"

/** Asks what was restored is like, and compares it with the plan and the manifest. `repository`: the one that the journal keeps it under. */
export const compareStage = Effect.fnUntraced(function* (
  restore: Restore,
  stage: Stage,
  repository: string
): Effect.fn.Return<Comparison, StoreError, Indices | Recovery | RestoreJournal> {
  const indices = yield* Indices
  const recovery = yield* Recovery
  const { plan } = restore
  const names = madeNames(restore, stage)
  const [shapes, counts, shards, manifest] = yield* Effect.all(
    [indices.shapes(names), indices.counts(names), recovery.shards(names), manifestFor(restore, repository)],
    { concurrency: "unbounded" }
  )
  const prefix = namePrefixOf(plan, stage, restore.id)
  const original = (name: string): string => name.slice(prefix.length)
  return compareRestored(
    indicesOf(plan),
    {
      shapes: new Map(shapes.map((x) => [original(x.name), x])),
      counts: new Map(counts.map((x) => [original(x.name), x])),
      shards: Map.groupBy(shards, (x) => original(x.index))
    },
    Option.getOrNull(manifest),
    prefix === ""
  )
})
