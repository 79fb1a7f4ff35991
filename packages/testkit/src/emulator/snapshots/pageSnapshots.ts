import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
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

export type SortKey = (typeof sortKeys)[number]

export interface ListedSnapshot {
  readonly repository: string
  readonly snapshot: Snapshot
}

export interface PageQuery {
  readonly sort: SortKey
  readonly descending: boolean
  /** -1: no limit. */
  readonly size: number
  readonly offset: number
  readonly after: string | undefined
  readonly fromSortValue: string | undefined
  /** Without their names, indices are not counted either. */
  readonly unnamedIndices?: boolean
}

export interface SnapshotPage {
  readonly snapshots: readonly ListedSnapshot[]
  readonly total: number
  readonly remaining: number
  readonly next: string | undefined
}

/** One page in order. `total` counts before paging, `remaining` what comes after this page. */
export const pageSnapshots = (listed: readonly ListedSnapshot[], query: PageQuery): SnapshotPage => {
  const uncounted = query.sort === "index_count" && query.unnamedIndices === true
  const valueOf = uncounted ? () => 0 : sortValues[query.sort]
  const direction = query.descending ? -1 : 1
  const from = query.fromSortValue === undefined ? undefined : sortable(query.sort, query.fromSortValue)
  const wanted =
    from === undefined ? listed : listed.filter((item) => direction * compare(valueOf(item), from) >= 0)
  const ordered = wanted
    .map((item) => ({ item, key: keyOf(valueOf(item), item.snapshot.name, item.repository) }))
    .toSorted((a, b) => direction * compareKeys(a.key, b.key))
  const after = query.after === undefined ? undefined : readCursor(query.sort, query.after)
  const rest =
    after === undefined ? ordered : ordered.filter(({ key }) => direction * compareKeys(key, after) > 0)
  const end = query.size < 0 ? rest.length : query.offset + query.size
  const page = rest.slice(query.offset, end)
  const remaining = Math.max(0, rest.length - query.offset - page.length)
  const last = page.at(-1)
  return {
    snapshots: page.map(({ item }) => item),
    total: wanted.length,
    remaining,
    next: remaining > 0 && last !== undefined ? writeCursor(last.key) : undefined
  }
}

interface Key {
  readonly value: string | number
  readonly name: string
  readonly repository: string
}

const keyOf = (value: string | number, name: string, repository: string): Key => ({ value, name, repository })

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

const compareKeys = (a: Key, b: Key): number =>
  compare(a.value, b.value) || compare(a.name, b.name) || compare(a.repository, b.repository)

const sortValues: Readonly<Record<SortKey, (item: ListedSnapshot) => string | number>> = {
  start_time: ({ snapshot }) => snapshot.startTime,
  duration: ({ snapshot }) => Math.max(0, snapshot.endTime - snapshot.startTime),
  name: ({ snapshot }) => snapshot.name,
  index_count: ({ snapshot }) => snapshot.indices.size,
  repository: ({ repository }) => repository,
  shard_count: ({ snapshot }) => totalShards(snapshot),
  failed_shard_count: ({ snapshot }) => snapshot.failures.length
}

const sortable = (sort: SortKey, text: string): string | number => {
  if (sort === "name" || sort === "repository") return text
  if (/^[-+]?\d+$/.test(text)) return Number(text)
  throw new ElasticsearchError(400, "number_format_exception", `For input string: "${text}"`)
}

const writeCursor = ({ value, repository, name }: Key): string =>
  Buffer.from(`${value},${repository},${name}`).toString("base64").replaceAll("+", "-").replaceAll("/", "_")

/** Where a page ended; of names and repositories only the name counts, not the value beside it. */
export const readCursor = (sort: SortKey, cursor: string): Key => {
  const bad = cursor.search(/[^A-Za-z0-9_=-]/)
  if (bad >= 0) throw illegalArgument(`Illegal base64 character ${cursor.charCodeAt(bad).toString(16)}`)
  if (cursor.length === 1) throw illegalArgument("Input byte[] should at least have 2 bytes for base64 bytes")
  const [value, repository, name, ...more] = Buffer.from(cursor, "base64url").toString().split(",")
  if (value === undefined || repository === undefined || name === undefined || more.length > 0)
    throw illegalArgument(`invalid ?after parameter [${cursor}]`)
  const own = sort === "name" ? name : sort === "repository" ? repository : sortable(sort, value)
  return keyOf(own, name, repository)
}
