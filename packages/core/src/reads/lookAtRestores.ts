/**
 * One look at the restores and drills of a component, to find out what has happened since the previous one.
 *
 * The leases tell which one is run or was run last, so that a look costs two small reads and one more for each that is open. All of them, which
 * can be many, are read only by the first look, and after a while in which nobody looked.
 */
import { Effect, Option } from "effect"
import type { World } from "../domain/restore/FeedEvent.ts"
import type { StoreError } from "../domain/BackupError.ts"
import type { Component } from "../domain/Component.ts"
import { isOpen, type Restore } from "../domain/restore/Restore.ts"
import { remember, type SeenRestores } from "../domain/restore/restoreEvents.ts"
import { restoreId, type RestoreId } from "../domain/RestoreId.ts"
import { asideScope, componentScope, Lease, type Seen } from "../ports/Lease.ts"
import { RestoreJournal } from "../ports/RestoreJournal.ts"

/** Longer than that more than one restore can have been run under a lease. */
const gapMillis = 30_000

/** What a look found. */
export interface RestoresSeen {
  readonly restores: SeenRestores
  /** Terms of leases under which nothing is left to happen, and whose restore was read since. */
  readonly settled: ReadonlySet<string>
}

const termOf = (scope: string, { state, term }: Seen): string | null =>
  state === "finished" ? `${scope} ${term}` : null

/** The longer history is the later one: a restore never goes back, so that nothing is told twice. */
const merged = (known: SeenRestores, found: ReadonlyArray<Restore>): SeenRestores =>
  new Map([
    ...known,
    ...found
      .filter((x) => x.transitions.length >= (known.get(x.id)?.transitions.length ?? 0))
      .map((x) => [x.id, x] as const)
  ])

/** `at`: now. `before`: `none` on the first look, which only learns what exists. */
export const lookAtRestores = Effect.fnUntraced(function* (
  repository: string,
  component: Component,
  at: number,
  before: Option.Option<World>
): Effect.fn.Return<RestoresSeen, StoreError, RestoreJournal | Lease> {
  const journal = yield* RestoreJournal
  const lease = yield* Lease
  const [inPlace, aside] = yield* Effect.all(
    [
      lease.look(componentScope({ repository, component })),
      lease.look(asideScope({ repository, component }))
    ],
    { concurrency: 2 }
  )
  const leases = [
    ...Option.toArray(Option.filter(inPlace, (x) => x.subject.restore === true)).map(
      (x) => ["in place", x] as const
    ),
    ...Option.toArray(aside).map((x) => ["aside", x] as const)
  ]
  const settled = new Set(leases.flatMap(([scope, seen]) => termOf(scope, seen) ?? []))
  const known = Option.match(before, { onNone: (): SeenRestores => new Map(), onSome: (x) => x.restores })
  if (Option.isNone(before) || at - before.value.at > gapMillis) {
    const all = yield* journal.list(repository, component)
    // A search may lag behind: what it tells is read once more by the next look.
    return { restores: remember(merged(known, all).values()), settled: new Set<string>() }
  }
  const wanted = new Set<RestoreId>([
    ...leases
      .filter(([scope, seen]) => !before.value.settled.has(termOf(scope, seen) ?? ""))
      .map(([, seen]) => restoreId(seen.subject.id)),
    ...[...known.values()].filter(isOpen).map((x) => x.id)
  ])
  const read = yield* Effect.forEach([...wanted], (id) => journal.read({ repository, component, id }), {
    concurrency: "unbounded"
  })
  const found = read.flatMap(Option.toArray)
  return { restores: remember(merged(known, found).values()), settled }
})
