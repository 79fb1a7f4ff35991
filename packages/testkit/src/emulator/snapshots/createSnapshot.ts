import type { Cluster } from "../cluster/Cluster.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import { hasUnassignedPrimaries, type Index, shardCount } from "../indices/Index.ts"
import { resolveIndices } from "../indices/resolveIndices.ts"
import { isReadOnly } from "../repositories/Repository.ts"
import { requireRepository } from "../repositories/resolveRepositories.ts"
import { uuid } from "../uuid.ts"
import { finishSnapshot } from "./finishSnapshot.ts"
import { indexImage } from "./indexImage.ts"
import { resolveDateMath } from "./resolveDateMath.ts"
import { RunningSnapshot } from "./RunningSnapshot.ts"
import type { ShardFailure, Snapshot } from "./Snapshot.ts"
import { invalidSnapshotName, snapshotNameInUse, snapshotPrefix } from "./snapshotErrors.ts"
import type { SnapshotRequest } from "./SnapshotRequest.ts"
import { snapshotNameFault } from "./validateSnapshotName.ts"

/**
 * Starts a snapshot; throws what makes Elasticsearch refuse it, before anything exists.
 *
 * It is finished when this returns, unless a test holds it or snapshots take their time.
 */
export const createSnapshot = (
  cluster: Cluster,
  repositoryName: string,
  written: string,
  request: SnapshotRequest
): RunningSnapshot => {
  const name = resolveDateMath(written, cluster.now())
  const fault = snapshotNameFault(name)
  if (fault !== undefined) throw invalidSnapshotName(repositoryName, name, fault)
  const repository = requireRepository(cluster, repositoryName)
  if (isReadOnly(repository))
    throw new ElasticsearchError(
      ...cluster.traits.readOnly,
      `[${repositoryName}] cannot create snapshot in a readonly repository`
    )
  checkFree(cluster, repositoryName, name)
  const indices = resolveIndices(cluster.indices, request.indices, {
    expand: request.expand,
    ignoreUnavailable: request.ignoreUnavailable,
    allowNoIndices: true,
    leadingExclusion: cluster.traits.leadingExclusion,
    aliases: true
  })
  const id = uuid()
  const stuck = indices.filter((index) => hasUnassignedPrimaries(index, cluster.nodeName))
  if (stuck.length > 0 && !request.partial)
    throw unassigned(cluster, repositoryName, { name, uuid: id }, stuck)
  if (request.metadataHasNull) throw new ElasticsearchError(500, "null_pointer_exception", null)
  const begun: Snapshot = {
    name,
    uuid: id,
    state: "IN_PROGRESS",
    reason: undefined,
    indices: new Map(indices.map((index) => [index.name, indexImage(index)])),
    metadata: request.metadata,
    includeGlobalState: request.includeGlobalState,
    templates: request.includeGlobalState ? [...cluster.templates.values()] : [],
    startTime: cluster.coarseNow(),
    endTime: 0,
    failures: stuck.flatMap(notAllocated),
    shardsDone: 0,
    damaged: false
  }
  const duration = cluster.snapshotDuration
  const outcome = cluster.directives.takeOutcome(name)
  const running = new RunningSnapshot(repository, begun, request.partial, outcome, duration)
  cluster.running.push(running)
  const finish = () => finishSnapshot(cluster, running)
  if (!cluster.directives.heldBack(name, finish))
    if (duration > 0) running.finishAfter(duration, finish)
    else finish()
  return running
}

const checkFree = (cluster: Cluster, repository: string, name: string): void => {
  const store = requireRepository(cluster, repository).store
  if (store.snapshots.has(name)) throw snapshotNameInUse(repository, name, "already exists")
  if (cluster.running.some((running) => running.repository.store === store && running.name === name))
    throw snapshotNameInUse(repository, name, "is already in-progress")
  const setting = "snapshot.max_concurrent_operations"
  const limit = Number(
    cluster.settings.transient.get(setting) ?? cluster.settings.persistent.get(setting) ?? 1000
  )
  if (cluster.running.length >= limit)
    throw new ElasticsearchError(
      503,
      "concurrent_snapshot_execution_exception",
      `[${repository}:${name}] Cannot start another operation, already running [${cluster.running.length}] operations ` +
        `and the current limit for concurrent snapshot operations is set to [${limit}]`
    )
}

const troubleshooting =
  "for help with troubleshooting unassigned shards see " +
  "https://www.elastic.co/docs/troubleshoot/elasticsearch/red-yellow-cluster-status"

const unassigned = (
  cluster: Cluster,
  repository: string,
  snapshot: Pick<Snapshot, "name" | "uuid">,
  stuck: readonly Index[]
): ElasticsearchError =>
  new ElasticsearchError(
    500,
    "snapshot_exception",
    `${snapshotPrefix(cluster, repository, snapshot)}the following indices have unassigned primary shards and cannot be included ` +
      `in a snapshot unless [partial] is set to [true]: [${stuck.map((index) => index.name).join(", ")}]; ${troubleshooting}\n`
  )

const notAllocated = (index: Index): readonly ShardFailure[] =>
  Array.from({ length: shardCount(index) }, (_, shard) => ({
    index: index.name,
    indexUuid: index.uuid,
    shard,
    reason: "primary shard is not allocated"
  }))
