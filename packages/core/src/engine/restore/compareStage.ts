import { Clock, Effect, Option } from "effect"
import type { StoreError } from "../../domain/BackupError.ts"
import { compareRestored, type Comparison } from "../../domain/restore/compareRestored.ts"
import type { Manifest } from "../../domain/restore/Manifest.ts"
import { manifestOfDrill } from "../../domain/restore/manifestOfDrill.ts"
import type { Restore } from "../../domain/restore/Restore.ts"
import { indicesOf, namePrefixOf, type Stage } from "../../domain/restore/RestorePlan.ts"
import { Indices } from "../../ports/Indices.ts"
import { Recovery } from "../../ports/Recovery.ts"
import { RestoreJournal } from "../../ports/RestoreJournal.ts"
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
  const restored = {
    shapes: new Map(shapes.map((x) => [original(x.name), x])),
    counts: new Map(counts.map((x) => [original(x.name), x])),
    shards: Map.groupBy(shards, (x) => original(x.index))
  }
  const comparison = compareRestored(indicesOf(plan), restored, Option.getOrNull(manifest), prefix === "")
  // What the journal keeps is of backups in its own repository.
  if (stage === "drill" && plan.repository === repository)
    yield* keepManifest(
      manifestOfDrill(restore, restored, comparison, yield* Clock.currentTimeMillis),
      repository
    )
  return comparison
})

/** Before the drill is called compared. Without it a later restore compares less: that fails no drill. */
const keepManifest = Effect.fnUntraced(function* (manifest: Manifest | null, repository: string) {
  if (manifest === null) return
  const journal = yield* RestoreJournal
  const { backupId, component } = manifest
  yield* journal.keep(repository, manifest).pipe(
    Effect.catch((error) =>
      Effect.logWarning("what a drill brought back could not be kept; a restore will compare less", {
        component,
        backupId: backupId.toString(),
        reason: error.message
      })
    )
  )
})
