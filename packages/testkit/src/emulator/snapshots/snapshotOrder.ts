import type { Repository } from "../repositories/Repository.ts"
import type { SnapshotSelection } from "./selectSnapshots.ts"
import type { SnapshotStore } from "./SnapshotStore.ts"
import { type Snapshot, totalShards } from "./Snapshot.ts"

export const sortKeys = [
  "start_time",
  "duration",
  "name",
  "index_count",
  "repository",
  "shard_count",
  "failed_shard_count"
] as const

/** Where indices are not named they are not counted either: an order by their count is one by names. */
export type SortKey = (typeof sortKeys)[number] | "uncounted"

export interface ListedSnapshot {
  readonly repository: string
  readonly snapshot: Snapshot
}

/** A place in an order: equal values go by name, equal names by repository. */
export interface Place {
  readonly value: string | number
  readonly name: string
  readonly repository: string
}

export const sortValues: Readonly<Record<SortKey, (item: ListedSnapshot) => string | number>> = {
  start_time: ({ snapshot }) => snapshot.startTime,
  duration: ({ snapshot }) => Math.max(0, snapshot.endTime - snapshot.startTime),
  name: ({ snapshot }) => snapshot.name,
  index_count: ({ snapshot }) => snapshot.indices.size,
  uncounted: () => 0,
  repository: ({ repository }) => repository,
  shard_count: ({ snapshot }) => totalShards(snapshot),
  failed_shard_count: ({ snapshot }) => snapshot.failures.length
}

export const placeOf = (sort: SortKey, item: ListedSnapshot): Place => ({
  value: sortValues[sort](item),
  name: item.snapshot.name,
  repository: item.repository
})

export const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

/** Ascending. */
export const inOrder = (sort: SortKey, listed: readonly ListedSnapshot[]): readonly ListedSnapshot[] => {
  const valueOf = sortValues[sort]
  return listed.toSorted(
    (a, b) =>
      compare(valueOf(a), valueOf(b)) ||
      compare(a.snapshot.name, b.snapshot.name) ||
      compare(a.repository, b.repository)
  )
}

/** One order of a repository, and what was last chosen from it. */
interface Order {
  readonly all: readonly ListedSnapshot[]
  chosenBy: string | undefined
  chosen: readonly ListedSnapshot[]
}

interface Kept {
  readonly changes: number
  readonly orders: Map<string, Order>
}

const kept = new WeakMap<SnapshotStore, Kept>()

const orderOf = ({ name, store }: Repository, sort: SortKey): Order => {
  let own = kept.get(store)
  if (own?.changes !== store.changes) {
    own = { changes: store.changes, orders: new Map() }
    kept.set(store, own)
  }
  // No name of a repository has a blank in it.
  const key = `${name} ${sort}`
  let order = own.orders.get(key)
  if (order === undefined) {
    const listed = [...store.snapshots.values()].map((snapshot) => ({ repository: name, snapshot }))
    order = { all: inOrder(sort, listed), chosenBy: undefined, chosen: [] }
    own.orders.set(key, order)
  }
  return order
}

/**
 * The finished snapshots of a repository that an expression selects, ascending. One list for all who ask the same, until a snapshot comes or
 * goes: many clients that page through many snapshots would each sort and choose them anew for every page.
 */
export const storedInOrder = (
  repository: Repository,
  sort: SortKey,
  { expression, matches }: SnapshotSelection
): readonly ListedSnapshot[] => {
  const order = orderOf(repository, sort)
  if (order.chosenBy !== expression) {
    order.chosen = order.all.filter(({ snapshot }) => matches(snapshot.name, false))
    order.chosenBy = expression
  }
  return order.chosen
}
