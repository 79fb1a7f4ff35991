/** Takes the parts of an attempt one after the other, until it ends, and records the end. */
import { Effect, Option, Ref } from "effect"
import type { Settings } from "../config/Settings.ts"
import type { PlannedPart } from "../domain/CreatePlan.ts"
import type * as End from "../domain/End.ts"
import * as Work from "../domain/Work.ts"
import type { Diagnostics } from "../ports/Diagnostics.ts"
import type { IndexCatalog } from "../ports/IndexCatalog.ts"
import type { Indices } from "../ports/Indices.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease } from "../ports/Lease.ts"
import { monotonicMillis } from "../ports/monotonicMillis.ts"
import type { RestoreJournal } from "../ports/RestoreJournal.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import { lookAhead, type Seen } from "./actions/existing.ts"
import { logEnd } from "./logEnd.ts"
import type { Lost } from "./Lost.ts"
import * as ManifestWatch from "./manifest/ManifestWatch.ts"
import * as Ownership from "./Ownership.ts"
import { retrying, untilLost } from "./pacing.ts"
import { limitsOf, takePart } from "./takePart.ts"

/** What taking an attempt needs. */
export type Services =
  | Settings
  | SnapshotStore
  | IndexCatalog
  | Indices
  | Diagnostics
  | Journal
  | RestoreJournal
  | Lease

/** Runs to the end and records it; fails when another process has taken over, which then records it. */
export const runAttempt = Effect.fnUntraced(function* (
  ownership: Ownership.Ownership,
  resumed: boolean
): Effect.fn.Return<void, Lost, Services> {
  yield* Effect.raceFirst(takeParts(ownership, resumed), Ownership.keep(ownership))
})

const takeParts = Effect.fnUntraced(function* (
  ownership: Ownership.Ownership,
  resumed: boolean
): Effect.fn.Return<void, Lost, Services> {
  const attempt = yield* Ref.get(ownership.attempt)
  const { parts } = attempt.plan
  let seen = Option.none<Seen>()
  const held = new Map<number, ReadonlyArray<string>>()
  const manifest = yield* ManifestWatch.begin(attempt, resumed)
  let work = (resumed ? Work.resume : Work.begin)(attempt, 0, yield* monotonicMillis)
  for (const [index, planned] of parts.entries()) {
    const ahead = parts[index + 1]?.dated === true ? Effect.asSome(lookAhead(attempt)) : Effect.succeedNone
    const part = { ownership, planned, elsewhere: elsewhere(parts, planned, held) }
    const begun = { work, asked: planned, held: [], seen, end: Option.none() }
    const [taken, next] = yield* Effect.all([takePart(part, begun), ahead], { concurrency: 2 })
    const ended = Option.filter(taken.end, (x) => x._tag !== "There")
    if (Option.isSome(ended)) return yield* recordEnd(ownership, taken.work, ended.value)
    held.set(planned.part, taken.held)
    yield* ManifestWatch.partEnded(manifest)
    seen = next
    work = Work.next(taken.work, yield* monotonicMillis)
    yield* Effect.logInfo("part taken", { snapshot: planned.snapshot, part: planned.part, of: planned.count })
  }
  const heldInOrder = parts.map((x) => held.get(x.part) ?? [])
  yield* ManifestWatch.keep(manifest, heldInOrder)
  yield* recordEnd(ownership, work, { _tag: "Completed" })
})

/** What the other parts hold or, for named parts that are still to be taken, will hold. */
const elsewhere = (
  parts: ReadonlyArray<PlannedPart>,
  part: PlannedPart,
  held: ReadonlyMap<number, ReadonlyArray<string>>
): ReadonlySet<string> =>
  new Set(
    parts.flatMap((x) => (x.part === part.part ? [] : (held.get(x.part) ?? (x.dated ? [] : x.indices))))
  )

/** Retries for as long as it takes: the lease is kept meanwhile, so that no other process decides otherwise. */
const recordEnd = Effect.fnUntraced(function* (
  ownership: Ownership.Ownership,
  work: Work.Work,
  how: End.End
) {
  const { settleMillis } = yield* limitsOf
  const unsettled = Work.isUnsettled(work, yield* monotonicMillis, settleMillis)
  // A failure is logged at once, even while the journal is unreachable; a success only when the journal holds it.
  if (how._tag !== "Completed") yield* logEnd(work.attempt, how)
  yield* Ownership.write(ownership, { _tag: "Ended", how, unsettled }).pipe(
    Effect.tapError((error) =>
      error._tag === "Lost"
        ? Effect.void
        : Effect.logWarning("the end of the backup could not be recorded; trying again", {
            reason: error.message
          })
    ),
    untilLost(retrying)
  )
  if (how._tag === "Completed") yield* logEnd(work.attempt, how)
})
