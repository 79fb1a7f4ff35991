import { Effect } from "effect"
import type { StoreError } from "../../domain/BackupError.ts"
import type { Restore } from "../../domain/restore/Restore.ts"
import { indicesOf, namePrefixOf, type Stage } from "../../domain/restore/RestorePlan.ts"
import type { Look } from "../../domain/restore/RestoreWork.ts"
import { Indices } from "../../ports/Indices.ts"
import { Recovery } from "../../ports/Recovery.ts"

/** The names in Elasticsearch that a stage makes. */
export const madeNames = ({ id, plan }: Restore, stage: Stage): ReadonlyArray<string> => {
  const prefix = namePrefixOf(plan, stage, id)
  return indicesOf(plan).map((x) => `${prefix}${x.name}`)
}

/** What stands under the names that the stage makes and deletes, and how far the shards of its own are. */
export const lookAtStage = Effect.fnUntraced(function* (
  restore: Restore,
  stage: Stage
): Effect.fn.Return<Look, StoreError, Indices | Recovery> {
  const indices = yield* Indices
  const recovery = yield* Recovery
  const made = new Set(madeNames(restore, stage))
  const doomed = new Set(stage === "restore" ? restore.plan.doomed.map((x) => x.name) : [])
  const found = yield* indices.look([...new Set([...made, ...doomed])])
  const mine = found.filter((x) => made.has(x.name) && x.mark === restore.id).map((x) => x.name)
  const shards = mine.length === 0 ? [] : yield* recovery.shards(mine)
  const byIndex = new Map(mine.map((name) => [name, shards.filter((x) => x.index === name)]))
  const named = (names: ReadonlySet<string>) =>
    new Map(found.filter((x) => names.has(x.name)).map((x) => [x.name, x]))
  return { made: named(made), doomed: named(doomed), shards: byIndex }
})
