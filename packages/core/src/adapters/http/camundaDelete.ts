/**
 * A delete at Camunda's own server, which answers 204 to every request to delete: also for an id that never existed, and where it deletes nothing
 * because the snapshots have another Camunda version. So its answer counts for nothing; what its lists show before and after does.
 */
import { Array, Clock, Duration, Effect, Option, Schedule } from "effect"
import { BackupNotFound } from "../../domain/BackupError.ts"
import type { BackupId } from "../../domain/BackupId.ts"
import { DeleteNotProved } from "../../domain/TransportError.ts"

/** How long nothing may change before the deletion counts as not carried out: Elasticsearch can need minutes, but shows progress part by part. */
const patience = Duration.seconds(60)

/** 0.1 s, then doubling up to 2 s. */
const looks = Schedule.min([Schedule.exponential("100 millis"), Schedule.spaced("2 seconds")])

/** What a delete needs of the server. */
export interface Deleting<E> {
  readonly url: string
  readonly backupId: BackupId
  /** The snapshots that the server shows of the backup; none: it has no such backup. */
  readonly look: Effect.Effect<Option.Option<ReadonlyArray<string>>, E>
  readonly send: Effect.Effect<unknown, E>
  /** Bound of the whole. */
  readonly within: Duration.Input
}

/** Fails with `BackupNotFound` when it was not there, and with `DeleteNotProved` when it stays. */
export const camundaDelete = Effect.fnUntraced(function* <E>({
  backupId,
  look,
  send,
  url,
  within
}: Deleting<E>): Effect.fn.Return<void, BackupNotFound | DeleteNotProved | E> {
  let shown = yield* look
  if (Option.isNone(shown)) return yield* new BackupNotFound({ backupId, ended: null })
  yield* send
  let changedAt = yield* Clock.currentTimeMillis
  const bound = changedAt + Duration.toMillis(within)
  const isGone = Effect.gen(function* () {
    const seen = yield* look
    if (Option.isNone(seen)) return true
    const now = yield* Clock.currentTimeMillis
    if (!sameNames(seen, shown)) {
      shown = seen
      changedAt = now
    }
    const unchangedMillis = now - changedAt
    if (unchangedMillis < Duration.toMillis(patience) && now < bound) return false
    return yield* new DeleteNotProved({ url, remaining: seen.value, unchangedMillis })
  })
  yield* Effect.repeat(isGone, { schedule: looks, until: (gone) => gone })
})

const sameNames = Option.makeEquivalence(Array.makeEquivalence<string>((a, b) => a === b))
