import type { ServerNode } from "../ServerNode.ts"
import type { RepositoryState } from "../repositories/RepositoryState.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import { validationFailed } from "../ElasticsearchError.ts"
import { splitList } from "../http/splitList.ts"
import type { Json } from "../json/Json.ts"
import type { Repository } from "../repositories/Repository.ts"
import { resolveRepositories } from "../repositories/resolveRepositories.ts"
import { parseListQuery, type ListQuery } from "./ListQuery.ts"
import { type PageQuery, pageSnapshots } from "./pageSnapshots.ts"
import { renderBrief, renderSnapshots } from "./renderSnapshot.ts"
import { selectSnapshots, type SnapshotSelection } from "./selectSnapshots.ts"
import { inOrder, type ListedSnapshot, type SortKey, storedInOrder } from "./snapshotOrder.ts"
import { snapshotMissing, snapshotUnreadable } from "./snapshotErrors.ts"

/** `GET /_snapshot/{repository}/{snapshot}`. One missing name, or one unreadable snapshot in a verbose list, fails it all. */
export const getSnapshots = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  request: EmulatorRequest
): Json => {
  const query = parseListQuery(cluster, request)
  if (splitList(request.param("repository")).length === 0)
    throw validationFailed(["repositories are missing"])
  const selection = selectSnapshots(request.param("snapshot"))
  const page: PageQuery = { ...query.page, sort: orderOf(query) }
  const lists = resolveRepositories(cluster, request.param("repository")).map((repository) =>
    findSnapshots(cluster, repository, selection, page.sort, query.ignoreUnavailable)
  )
  const [only] = lists
  const found = only !== undefined && lists.length === 1 ? only : inOrder(page.sort, lists.flat())
  const { wants } = query
  const wanted = wants === undefined ? found : found.filter(({ snapshot }) => wants(snapshot))
  const readable = query.verbose ? readSnapshots(cluster, wanted, query) : wanted
  const { snapshots, next, total, remaining } = pageSnapshots(readable, page)
  return {
    snapshots: query.verbose
      ? renderSnapshots(cluster, snapshots, query.render)
      : snapshots.map(({ repository, snapshot }) => renderBrief(repository, snapshot, query.render)),
    next,
    total,
    remaining
  }
}

const orderOf = ({ verbose, page, render }: ListQuery): SortKey => {
  if (!verbose) return "name"
  return page.sort === "index_count" && !render.indexNames ? "uncounted" : page.sort
}

/** Running and finished snapshots of one repository, ascending; throws for a missing name unless told to skip it. */
export const findSnapshots = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  repository: Repository,
  selection: SnapshotSelection,
  sort: SortKey,
  ignoreUnavailable: boolean
): readonly ListedSnapshot[] => {
  const running = new Map(
    cluster.running.filter((one) => one.repository.name === repository.name).map((one) => [one.name, one])
  )
  const stored = repository.store.snapshots
  const missing = selection.exact.find((name) => !stored.has(name) && !running.has(name))
  if (missing !== undefined && !ignoreUnavailable) throw snapshotMissing(repository.name, missing)
  const unfinished = [...running.values()]
    .filter(({ name }) => selection.matches(name, true))
    .map(({ snapshot }) => ({ repository: repository.name, snapshot }))
  const finished = selection.exactOnly
    ? selection.exact.flatMap((name) => {
        const snapshot = stored.get(name)
        return snapshot === undefined ? [] : [{ repository: repository.name, snapshot }]
      })
    : storedInOrder(repository, sort, selection)
  return unfinished.length === 0 && !selection.exactOnly
    ? finished
    : inOrder(sort, [...unfinished, ...finished])
}

const readSnapshots = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  listed: readonly ListedSnapshot[],
  { ignoreUnavailable }: ListQuery
): readonly ListedSnapshot[] => {
  const damaged = listed.find(({ snapshot }) => snapshot.damaged)
  if (damaged === undefined) return listed
  if (ignoreUnavailable) return listed.filter(({ snapshot }) => !snapshot.damaged)
  const repository = cluster.repositories.get(damaged.repository)
  throw repository === undefined
    ? snapshotMissing(damaged.repository, damaged.snapshot.name)
    : snapshotUnreadable(cluster, repository, damaged.snapshot)
}
