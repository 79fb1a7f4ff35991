import { Effect, Option } from "effect"
import { type Settings, configuredRepository } from "../config/Settings.ts"
import type * as Backup from "../domain/Backup.ts"
import { type ReadError, StoreUnavailable } from "../domain/BackupError.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"
import * as ListPattern from "../domain/ListPattern.ts"
import type { ListOptions } from "../ports/BackupApi.ts"
import type { Journal } from "../ports/Journal.ts"
import type { Lease, Seen } from "../ports/Lease.ts"
import type { SnapshotStore } from "../ports/SnapshotStore.ts"
import * as AtRest from "../reads/atRest.ts"
import { LastSeen } from "../reads/LastSeen.ts"
import { isNextTerm, isSameTerm, mayHaveLived } from "../reads/looks.ts"
import { type Judged, judge, type Listed } from "./judgeList.ts"
import * as Listing from "./listing.ts"

type Services = Settings | Journal | Lease | SnapshotStore | LastSeen

/** Of more in doubt than that, lease and journal are asked once more for all, before any is read by itself. */
const few = 4

/** How often a list begins anew because backups began faster than it could be read. */
const tries = 5

/**
 * All backups in the repository whose snapshots match, whoever made them. Verbose: newest first, and in each the newest part first; otherwise
 * in Elasticsearch's order, which is by name. The states are the same in both.
 *
 * A backup that was accepted a moment ago is in it before Elasticsearch shows its first snapshot, as it is found by its id.
 *
 * Lease, journal and repository are asked at once, so they may tell of different moments. A state is certain all the same when
 * - it is IN_PROGRESS: a part ran, or the entry, read by its id, had an attempt that lived;
 * - or a deletion of it is not finished;
 * - or it was seen at rest before and its snapshots are still the same: COMPLETED changes no more, and of the others the lease would tell that
 *   an attempt began before the list was asked for. What begins later makes other snapshots.
 *
 * Every other backup is in doubt, and so is each that the lease was held for since it was looked at last, in the list or not: it may have been
 * accepted before, and have begun or ended between the answers. It is read by itself, as a get is. Where nothing was seen before, the lease is
 * looked at before and after the repository: then only those are in doubt that an attempt or a deletion may have touched meanwhile.
 */
export const listBackups = Effect.fn("Backup.list")(function* (
  component: Component,
  options: ListOptions
): Effect.fn.Return<ReadonlyArray<Backup.Backup>, ReadError, Services> {
  const repository = yield* configuredRepository()
  const asked: Listed = { repository, component, options }
  const lastSeen = (yield* LastSeen).get(component)
  let before = lastSeen === undefined ? yield* Listing.look(asked) : lastSeen.lease
  let atRest = lastSeen?.atRest ?? AtRest.none
  for (let i = 0; i < tries; i++) {
    const first = yield* Listing.readAtOnce(asked, before)
    if (!isSameTerm(before, first.lease)) atRest = AtRest.completedAlone(atRest)
    const found = isNextTerm(before, first.lease)
      ? yield* answer(asked, before, first, atRest)
      : Option.none()
    if (Option.isSome(found)) return found.value
    before = first.lease
  }
  return yield* new StoreUnavailable({
    operation: "listing the backups",
    reason: `Backups began and ended while they were listed, ${tries} times in a row.`,
    ambiguous: false
  })
})

/** `none`: more happened meanwhile than the looks at the lease can tell. */
const answer = Effect.fnUntraced(function* (
  asked: Listed,
  before: Option.Option<Seen>,
  first: Listing.First,
  seenAtRest: AtRest.AtRest
) {
  const { component, options } = asked
  const lastSeen = yield* LastSeen
  let judged = yield* judge(asked, first.snapshots, first)
  // Without the journal all that is known is the repository, however often it is asked.
  if (first.journal.problem !== null) {
    lastSeen.forget(component)
    return Option.some(backupsOf(judged))
  }
  let touched = mayHaveLived([before, first.lease])
  let doubtful = inDoubt(
    asked,
    judged,
    touched,
    ({ backup: { backupId }, mark }) =>
      AtRest.isSame(seenAtRest.get(backupId), mark) && (AtRest.isCompleted(mark) || !touched.has(backupId))
  )
  if (doubtful.length > few) {
    const second = yield* Listing.readAfter(asked, [before, first.lease])
    if (!isNextTerm(first.lease, second.lease)) return Option.none()
    judged = yield* judge(asked, first.snapshots, second)
    touched = mayHaveLived([before, first.lease, second.lease])
    doubtful = inDoubt(
      asked,
      judged,
      touched,
      ({ backup: { backupId, state }, known, mark }) =>
        mark !== null &&
        !touched.has(backupId) &&
        Listing.isSame(first.journal.entries.get(backupId), second.journal.entries.get(backupId)) &&
        // Parts that the journal says nothing of may be what a deletion has left meanwhile.
        !(state === "INCOMPLETE" && Option.isNone(known.attempt))
    )
  }
  const again = yield* Effect.forEach(
    doubtful,
    (id) => Effect.map(Listing.readAgain(asked, id), (x) => [id, x] as const),
    { concurrency: 4 }
  )
  const appeared = again.flatMap(([id, x]) => (judged.has(id) ? [] : Option.toArray(x)))
  for (const [id, x] of again)
    if (Option.isNone(x)) judged.delete(id)
    else if (judged.has(id)) judged.set(id, x.value)
  const all = [...appeared, ...judged.values()]
  lastSeen.set(component, {
    lease: first.lease,
    atRest: AtRest.marks(
      all.map((x) => [x.backup.backupId, x.mark] as const),
      // Those that this list does not show are as they were.
      options.pattern === ListPattern.everything ? AtRest.none : seenAtRest
    )
  })
  return Option.some(all.map((x) => x.backup))
})

const backupsOf = (judged: ReadonlyMap<bigint, Judged>): ReadonlyArray<Backup.Backup> =>
  [...judged.values()].map((x) => x.backup)

/** What has to be read by itself. `touched`: by attempts, as far as known. */
const inDoubt = (
  { options }: Listed,
  judged: ReadonlyMap<bigint, Judged>,
  touched: ReadonlySet<BackupId>,
  isAsSeen: (x: Judged) => boolean
): ReadonlyArray<BackupId> => {
  const unlisted = [...touched].filter((x) => !judged.has(x) && ListPattern.matches(options.pattern, x))
  const listed = [...judged.values()].filter(
    (x) => x.backup.state !== "IN_PROGRESS" && Option.isNone(x.known.deletion) && !isAsSeen(x)
  )
  return [...unlisted, ...listed.map((x) => x.backup.backupId)]
}
