import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import {
  compare,
  type ListedSnapshot,
  type Place,
  placeOf,
  type SortKey,
  sortValues
} from "./snapshotOrder.ts"

export interface PageQuery {
  readonly sort: SortKey
  readonly descending: boolean
  /** -1: no limit. */
  readonly size: number
  readonly offset: number
  readonly after: string | undefined
  readonly fromSortValue: string | undefined
}

export interface SnapshotPage {
  readonly snapshots: readonly ListedSnapshot[]
  readonly total: number
  readonly remaining: number
  readonly next: string | undefined
}

/**
 * One page of what is `listed` in ascending order of the sort key. `total` counts before paging, `remaining` what comes after this page.
 */
export const pageSnapshots = (listed: readonly ListedSnapshot[], query: PageQuery): SnapshotPage => {
  const { sort, descending, size, offset, fromSortValue } = query
  const direction = descending ? -1 : 1
  const ordered = descending ? listed.toReversed() : listed
  const valueOf = sortValues[sort]
  const from = fromSortValue === undefined ? undefined : sortable(sort, fromSortValue)
  const first =
    from === undefined ? 0 : firstWhere(ordered, (item) => direction * compare(valueOf(item), from) >= 0)
  const after = query.after === undefined ? undefined : readCursor(sort, query.after)
  const start =
    after === undefined
      ? first
      : firstWhere(ordered, (item) => direction * comparePlaces(placeOf(sort, item), after) > 0)
  const begin = start + offset
  const end = size < 0 ? ordered.length : begin + size
  // Not a copy where everything is asked for: who asks the same is given the same.
  const page = begin === 0 && end >= ordered.length ? ordered : ordered.slice(begin, end)
  const remaining = Math.max(0, ordered.length - start - offset - page.length)
  const last = page.at(-1)
  return {
    snapshots: page,
    total: ordered.length - first,
    remaining,
    next: remaining > 0 && last !== undefined ? writeCursor(placeOf(sort, last)) : undefined
  }
}

/** Where it begins to be true; once it is true it stays so. */
const firstWhere = (
  ordered: readonly ListedSnapshot[],
  isTrue: (item: ListedSnapshot) => boolean
): number => {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = ordered[middle]
    if (item !== undefined && isTrue(item)) high = middle
    else low = middle + 1
  }
  return low
}

const comparePlaces = (a: Place, b: Place): number =>
  compare(a.value, b.value) || compare(a.name, b.name) || compare(a.repository, b.repository)

const sortable = (sort: SortKey, text: string): string | number => {
  if (sort === "name" || sort === "repository") return text
  if (/^[-+]?\d+$/.test(text)) return Number(text)
  throw new ElasticsearchError(400, "number_format_exception", `For input string: "${text}"`)
}

const writeCursor = ({ value, repository, name }: Place): string =>
  Buffer.from(`${value},${repository},${name}`).toString("base64").replaceAll("+", "-").replaceAll("/", "_")

/** Where a page ended; of names and repositories only the name counts, not the value beside it. */
export const readCursor = (sort: SortKey, cursor: string): Place => {
  const bad = cursor.search(/[^A-Za-z0-9_=-]/)
  if (bad >= 0) throw illegalArgument(`Illegal base64 character ${cursor.charCodeAt(bad).toString(16)}`)
  if (cursor.length === 1) throw illegalArgument("Input byte[] should at least have 2 bytes for base64 bytes")
  const [value, repository, name, ...more] = Buffer.from(cursor, "base64url").toString().split(",")
  if (value === undefined || repository === undefined || name === undefined || more.length > 0)
    throw illegalArgument(`invalid ?after parameter [${cursor}]`)
  const own = sort === "name" ? name : sort === "repository" ? repository : sortable(sort, value)
  return { value: own, name, repository }
}
