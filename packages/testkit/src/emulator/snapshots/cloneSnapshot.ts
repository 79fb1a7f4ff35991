import type { ServerNode } from "../ServerNode.ts"
import type { RepositoryState } from "../repositories/RepositoryState.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import { ElasticsearchError, validationFailed } from "../ElasticsearchError.ts"
import type { Route } from "../http/Route.ts"
import { ok } from "../http/Answer.ts"
import { type Json, isObject } from "../json/Json.ts"
import { isReadOnly } from "../repositories/Repository.ts"
import { requireRepository } from "../repositories/resolveRepositories.ts"
import { uuid } from "../uuid.ts"
import { restorableIndices } from "./restorableIndices.ts"
import { totalShards } from "./Snapshot.ts"
import { invalidSnapshotName, snapshotMissing, snapshotNameInUse, snapshotPrefix } from "./snapshotErrors.ts"
import { parseIndexList } from "./SnapshotRequest.ts"
import { snapshotNameFault } from "./validateSnapshotName.ts"

export const cloneRoutes: readonly Route[] = [
  {
    methods: ["PUT"],
    path: "/_snapshot/{repository}/{snapshot}/_clone/{target}",
    query: ["master_timeout"],
    handle: (cluster, request) => {
      cloneSnapshot(
        cluster,
        request.param("repository"),
        request.param("snapshot"),
        request.param("target"),
        request.json()
      )
      return ok({ acknowledged: true })
    }
  }
]

/** Makes a snapshot of some indices of another one, in the same repository, as it was stored then. Done when this returns. */
const cloneSnapshot = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  repositoryName: string,
  sourceName: string,
  name: string,
  body: Json | undefined
): void => {
  if (body === undefined) throw new ElasticsearchError(400, "parse_exception", "request body is required")
  const indices = parseIndexList(isObject(body) ? body["indices"] : undefined)
  if (indices.length === 0) throw validationFailed(["indices patterns are empty"])
  const repository = requireRepository(cluster, repositoryName)
  if (isReadOnly(repository))
    throw new ElasticsearchError(
      500,
      "repository_exception",
      `[${repositoryName}] cannot create snapshot in a readonly repository`
    )
  const fault = snapshotNameFault(name)
  if (fault !== undefined) throw invalidSnapshotName(repositoryName, name, fault)
  const { store } = repository
  if (store.snapshots.has(name)) throw snapshotNameInUse(repositoryName, name, "already exists")
  if (cluster.running.some((running) => running.repository.store === store && running.name === name))
    throw snapshotNameInUse(repositoryName, name, "is already in-progress")
  const source = store.snapshots.get(sourceName)
  if (source === undefined) throw snapshotMissing(repositoryName, sourceName)
  const wanted = restorableIndices(source, { indices, ignoreUnavailable: false })
  if (wanted.size === 0)
    throw new ElasticsearchError(
      500,
      "snapshot_exception",
      `${snapshotPrefix(cluster, repositoryName, source)}No indices in the source snapshot ` +
        `[${source.name}/${source.uuid}] matched requested pattern [${indices.join(",")}]`
    )
  const time = cluster.coarseNow()
  const clone = {
    ...source,
    name,
    uuid: uuid(),
    indices: wanted,
    metadata: "{}",
    includeGlobalState: true,
    startTime: time,
    endTime: time
  }
  store.add({ ...clone, shardsDone: totalShards(clone) })
}
