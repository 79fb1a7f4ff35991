import type { Cluster } from "../cluster/Cluster.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import { validationFailed } from "../ElasticsearchError.ts"
import { splitList } from "../http/splitList.ts"
import type { Json } from "../json/Json.ts"
import type { Repository } from "../repositories/Repository.ts"
import { resolveRepositories } from "../repositories/resolveRepositories.ts"
import { parseListQuery, type ListQuery } from "./ListQuery.ts"
import { type ListedSnapshot, pageSnapshots } from "./pageSnapshots.ts"
import { renderBrief, renderSnapshot } from "./renderSnapshot.ts"
import { selectSnapshots, type SnapshotSelection } from "./selectSnapshots.ts"
import { snapshotMissing, snapshotUnreadable } from "./snapshotErrors.ts"

/** `GET /_snapshot/{repository}/{snapshot}`. One missing name, or one unreadable snapshot in a verbose list, fails it all. */
export const getSnapshots = (cluster: Cluster, request: EmulatorRequest): Json => {
  const query = parseListQuery(cluster, request)
  if (splitList(request.param("repository")).length === 0)
    throw validationFailed(["repositories are missing"])
  const selection = selectSnapshots(request.param("snapshot"))
  const found = resolveRepositories(cluster, request.param("repository")).flatMap((repository) =>
    findSnapshots(cluster, repository, selection, query.ignoreUnavailable)
  )
  const wanted = found.filter(({ snapshot }) => query.wants(snapshot))
  const readable = query.verbose ? readSnapshots(cluster, wanted, query) : wanted
  const order = { ...query.page, unnamedIndices: !query.render.indexNames }
  const page = pageSnapshots(readable, query.verbose ? order : { ...order, sort: "name" })
  return {
    snapshots: page.snapshots.map(({ repository, snapshot }) =>
      query.verbose
        ? renderSnapshot(cluster, repository, snapshot, query.render)
        : renderBrief(repository, snapshot, query.render)
    ),
    next: page.next,
    total: page.total,
    remaining: page.remaining
  }
}

/** Running and finished snapshots of one repository; throws for a missing name unless told to skip it. */
export const findSnapshots = (
  cluster: Cluster,
  repository: Repository,
  selection: SnapshotSelection,
  ignoreUnavailable: boolean
): readonly ListedSnapshot[] => {
  const running = new Map(
    cluster.running.filter((one) => one.repository.name === repository.name).map((one) => [one.name, one])
  )
  const stored = repository.store.snapshots
  const missing = selection.exact.find((name) => !stored.has(name) && !running.has(name))
  if (missing !== undefined && !ignoreUnavailable) throw snapshotMissing(repository.name, missing)
  const found: ListedSnapshot[] = []
  for (const [name, one] of running)
    if (selection.matches(name, true)) found.push({ repository: repository.name, snapshot: one.snapshot })
  for (const name of selection.exactOnly ? selection.exact : stored.keys()) {
    const snapshot = stored.get(name)
    if (snapshot !== undefined && selection.matches(name, false))
      found.push({ repository: repository.name, snapshot })
  }
  return found
}

const readSnapshots = (
  cluster: Cluster,
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
