/** The reads from which a list of backups is made. */
import { Effect, Option } from "effect"
import * as Backup from "../domain/Backup.ts"
import type { BackupId } from "../domain/BackupId.ts"
import type { JournalEntry } from "../domain/JournalEntry.ts"
import type { Snapshot } from "../domain/Snapshot.ts"
import { Journal } from "../ports/Journal.ts"
import { componentScope, Lease, type Seen } from "../ports/Lease.ts"
import { SnapshotStore } from "../ports/SnapshotStore.ts"
import { orProblem } from "../reads/known.ts"
import { readBackup } from "./getBackup.ts"
import { judged, type Listed, type Notable } from "./judgeList.ts"

/** What was read concurrently. */
export interface First {
  readonly lease: Option.Option<Seen>
  readonly journal: Notable
  readonly snapshots: ReadonlyArray<Snapshot>
}

/** One look at the lease of the component. */
export const look = Effect.fnUntraced(function* ({ repository, component }: Listed) {
  const lease = yield* Lease
  const seen = lease.look(componentScope({ repository, component }))
  return (yield* orProblem(seen, Option.none())).value
})

/** By the id for which the lease was held: a search may not see it yet. */
const notable = Effect.fnUntraced(function* (
  { repository, component }: Listed,
  looks: ReadonlyArray<Option.Option<Seen>>
) {
  const journal = yield* Journal
  const nothing: Notable["entries"] = new Map<BackupId, JournalEntry>()
  const subjects = new Set(looks.flatMap((x) => Option.toArray(x).map((seen) => seen.subject.backupId)))
  const { value, problem } = yield* orProblem(journal.notable(repository, component, [...subjects]), nothing)
  return { entries: value, problem } satisfies Notable
})

/** Reads lease, journal and repository. `before`: the lease as it was last seen. */
export const readAtOnce = Effect.fnUntraced(function* (asked: Listed, before: Option.Option<Seen>) {
  const { component, options, repository } = asked
  const store = yield* SnapshotStore
  return yield* Effect.all(
    {
      // The longest is sent first.
      snapshots: store.list(repository, component, options.pattern, { verbose: options.verbose }),
      lease: look(asked),
      journal: notable(asked, [before])
    },
    { concurrency: 3 }
  )
})

/** Reads lease and journal once more. */
export const readAfter = (asked: Listed, looks: ReadonlyArray<Option.Option<Seen>>) =>
  Effect.all({ lease: look(asked), journal: notable(asked, looks) }, { concurrency: 2 })

/** One backup by itself, as the list shows it; `none` when there is none. */
export const readAgain = Effect.fnUntraced(function* (
  { component, options, repository }: Listed,
  backupId: BackupId
) {
  const { known, snapshots } = yield* readBackup(repository, component, backupId)
  if (snapshots.length === 0 && !known.live) return Option.none()
  const shown = options.verbose
    ? Backup.sortNewestFirst(snapshots)
    : snapshots.map((x) => ({ ...x, startTime: null, failures: [] }))
  return Option.some(judged(Backup.make(component, backupId, shown, known), known))
})

/** Whether the journal says the same about a backup: the same attempts with the same number of transitions. */
export const isSame = (a: JournalEntry | undefined, b: JournalEntry | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    Option.isSome(a.deletion) === Option.isSome(b.deletion) &&
    a.attempts.length === b.attempts.length &&
    a.attempts.at(-1)?.transitions.length === b.attempts.at(-1)?.transitions.length)
