/**
 * The list, even if a snapshot in the repository cannot be read: then Elasticsearch refuses the whole verbose list (404 with `/uuid` in the reason,
 * reference §1.1), and with `ignore_unavailable` would leave out the damaged one. Neither is the truth that an operator needs.
 */
import { Effect } from "effect"
import type { StoreError } from "../../domain/BackupError.ts"
import type { Snapshot } from "../../domain/Snapshot.ts"

/**
 * Marks as damaged the snapshots that are listed by name before and after, but cannot be read in between. They are listed twice so that a snapshot that
 * was deleted or made meanwhile is not taken for a damaged one.
 */
export const withDamaged = Effect.fnUntraced(function* <R>(
  names: Effect.Effect<ReadonlyArray<Snapshot>, StoreError, R>,
  readable: Effect.Effect<ReadonlyArray<Snapshot>, StoreError, R>
) {
  const before = yield* names
  const read = yield* readable
  const after = new Set((yield* names).map((x) => x.uuid))
  const known = new Set(read.map((x) => x.uuid))
  const damaged = before.filter((x) => !known.has(x.uuid) && after.has(x.uuid))
  return [...read, ...damaged.map((x): Snapshot => ({ ...x, state: "FAILED", damaged: true }))]
})
