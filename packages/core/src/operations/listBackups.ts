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

/** If more backups are in doubt, lease and journal are read once more for all of them before any is read by itself. */
const few = 4

/** How often a list starts over because backups began faster than it could be read. */
const tries = 5

/**
 * All backups in the repository whose snapshots match, of every writer. Verbose: newest backup first, and within it the newest part first; otherwise
 * in Elasticsearch's order, which is by name. The states are the same in both.
 *
 * A backup that was accepted a moment ago is listed before Elasticsearch shows its first snapshot, just as it is found by its id.
 *
 * Lease, journal and repository are read concurrently, so they may reflect different moments. A state is nevertheless certain when
 * - it is IN_PROGRESS: a part was running, or the entry, read by its id, had a live attempt;
 * - or a deletion of it is not finished;
 * - or it was seen at rest before and its snapshots are still the same: COMPLETED no longer changes, and for the others the lease would show an
 *   attempt that began before the list was requested. One that begins later makes other snapshots.
 *
 * Every other backup is in doubt, and so is each one for which the lease was held since the last look, listed or not: it may have been accepted
 * before, and have begun or ended between the answers. It is read by itself, as by a get. If nothing was seen before, the lease is looked at before
 * and after the repository: then only those backups are in doubt that an attempt or a deletion may have touched meanwhile.
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

/** `none`: more has happened meanwhile than the looks at the lease can show. */
const answer = Effect.fnUntraced(function* (
  asked: Listed,
  before: Option.Option<Seen>,
  first: Listing.First,
  seenAtRest: AtRest.AtRest
) {
  const { component, options } = asked
  const lastSeen = yield* LastSeen
  let judged = yield* judge(asked, first.snapshots, first)
  // Without the journal only the repository is known, however often it is read.
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
        // Parts about which the journal says nothing may be what a deletion has left meanwhile.
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
      // Backups that this list does not show are kept as they were.
      options.pattern === ListPattern.everything ? AtRest.none : seenAtRest
    )
  })
  return Option.some(all.map((x) => x.backup))
})

const backupsOf = (judged: ReadonlyMap<bigint, Judged>): ReadonlyArray<Backup.Backup> =>
  [...judged.values()].map((x) => x.backup)

/** The backups that have to be read by themselves. `touched`: those of attempts that may have lived meanwhile. */
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
