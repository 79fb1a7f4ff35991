import { Effect, Option } from "effect"
import type { Settings } from "../../config/Settings.ts"
import type { RestoreGetError } from "../../domain/BackupError.ts"
import type { Amount } from "../../domain/SnapshotFacts.ts"
import * as Restore from "../../domain/restore/Restore.ts"
import type { RestoreId } from "../../domain/RestoreId.ts"
import { indicesOf, type Stage } from "../../domain/restore/RestorePlan.ts"
import { stageOf } from "../../domain/restore/RestoreWork.ts"
import { Indices } from "../../ports/Indices.ts"
import { Recovery } from "../../ports/Recovery.ts"
import type { RestoreStatus } from "../../domain/restore/RestoreStatus.ts"
import type { RestoreJournal } from "../../ports/RestoreJournal.ts"
import { madeNames } from "../../engine/restore/lookAtStage.ts"
import { findRestore } from "./findRestore.ts"

const whole = (all: number): Amount => ({ done: all, total: all })

const amount = (done: number, all: number): Amount => ({ done: Math.min(done, all), total: all })

/** What has the names in place before it is deleted is not counted. */
const marked = Effect.fnUntraced(function* (restore: Restore.Restore, stage: Stage) {
  const indices = yield* Indices
  const found = yield* indices.look(madeNames(restore, stage))
  return found.filter((x) => x.mark === restore.id).map((x) => x.name)
})

/** A restore, and how far the stage is that it is at. */
export const restoreStatus = Effect.fn("Restore.status")(function* (
  id: RestoreId
): Effect.fn.Return<RestoreStatus, RestoreGetError, Settings | RestoreJournal | Recovery | Indices> {
  const recovery = yield* Recovery
  const { restore } = yield* findRestore(id)
  const planned = indicesOf(restore.plan)
  const total = (of: (index: (typeof planned)[number]) => number): number =>
    planned.reduce((sum, x) => sum + of(x), 0)
  const stage = Restore.isOpen(restore) ? stageOf(restore) : null
  const isCompared = stage !== null && Option.isSome(Restore.comparisonOf(restore, stage))
  const shards = stage === null || isCompared ? [] : yield* recovery.shards(yield* marked(restore, stage))
  const recovered = (of: (x: NonNullable<(typeof shards)[number]["recovered"]>) => number): number =>
    shards.reduce((sum, x) => sum + (x.recovered === null ? 0 : of(x.recovered)), 0)
  // What was compared was all there; of a drill nothing is left then that could be counted.
  if (isCompared || Option.exists(Restore.ended(restore), (x) => x.how._tag === "Completed"))
    return {
      restore,
      stage,
      shards: whole(total((x) => x.shards)),
      files: whole(total((x) => x.files)),
      bytes: whole(total((x) => x.bytes))
    }
  return {
    restore,
    stage,
    shards: amount(
      shards.filter((x) => x.state === "started").length,
      total((x) => x.shards)
    ),
    files: amount(
      recovered((x) => x.files),
      total((x) => x.files)
    ),
    bytes: amount(
      recovered((x) => x.bytes),
      total((x) => x.bytes)
    )
  }
})
