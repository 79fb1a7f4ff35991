import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { RepositoryState } from "../repositories/RepositoryState.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import type { Index } from "../indices/Index.ts"
import { shardsIn } from "../indices/shardStates.ts"
import { resolveIndices } from "../indices/resolveIndices.ts"
import { isReadOnly } from "../repositories/Repository.ts"
import { requireRepository } from "../repositories/resolveRepositories.ts"
import { uuid } from "../uuid.ts"
import { cutSegments } from "./imageSize.ts"
import { indexImage } from "./indexImage.ts"
import { proceedSnapshots } from "./proceedSnapshots.ts"
import { resolveDateMath } from "./resolveDateMath.ts"
import { RunningSnapshot } from "./RunningSnapshot.ts"
import type { IndexImage, ShardFailure, Snapshot } from "./Snapshot.ts"
import { invalidSnapshotName, snapshotNameInUse, snapshotPrefix } from "./snapshotErrors.ts"
import type { SnapshotRequest } from "./SnapshotRequest.ts"
import { snapshotNameFault } from "./validateSnapshotName.ts"

/**
 * Starts a snapshot; throws what makes Elasticsearch refuse it, before anything exists.
 *
 * It is finished when this returns, unless a test holds it or it takes its time: by the emulator's `snapshotDuration`, by the repository's
 * `max_snapshot_bytes_per_sec`, or because another snapshot has its shards.
 */
export const createSnapshot = (
  cluster: IndexState & ServerNode & RepositoryState & SnapshotWork,
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
  const stuck = indices.filter((index) => shardsIn(cluster, index, "UNASSIGNED").length > 0)
  if (stuck.length > 0 && !request.partial)
    throw unassigned(cluster, repositoryName, { name, uuid: id }, stuck)
  if (request.metadataHasNull) throw new ElasticsearchError(500, "null_pointer_exception", null)
  const begun: Snapshot = {
    name,
    uuid: id,
    state: "IN_PROGRESS",
    reason: undefined,
    indices: new Map(indices.map((index) => [index.name, flushed(cluster, index)])),
    metadata: request.metadata,
    includeGlobalState: request.includeGlobalState,
    templates: request.includeGlobalState ? [...cluster.templates.values()] : [],
    components: request.includeGlobalState ? [...cluster.components.values()] : [],
    startTime: cluster.coarseNow(),
    endTime: 0,
    failures: stuck.flatMap((index) => notAllocated(cluster, index)),
    shardsDone: 0,
    damaged: false
  }
  const outcome = cluster.directives.takeOutcome(name)
  const running = new RunningSnapshot(repository, begun, request.partial, outcome)
  cluster.running.push(running)
  running.held = cluster.directives.heldBack(name, () => {
    running.held = false
    proceedSnapshots(cluster)
  })
  proceedSnapshots(cluster)
  return running
}

/** A snapshot flushes what was written since the last one into a segment; what did not change is kept once. */
const flushed = (
  cluster: IndexState & ServerNode & RepositoryState & SnapshotWork,
  index: Index
): IndexImage => {
  const image = indexImage(index)
  const last = cluster.lastImages.get(index)
  const ends = last?.ends ?? []
  if (last !== undefined && sameContent(last.image, image)) return last.image
  const { nextSeqNo } = image.documents
  const grown = nextSeqNo > (ends.at(-1) ?? 0) ? [...ends, nextSeqNo] : ends
  cutSegments(image, grown)
  cluster.lastImages.set(index, { image, ends: grown })
  return image
}

const sameContent = (a: IndexImage, b: IndexImage): boolean =>
  a.documents.nextSeqNo === b.documents.nextSeqNo &&
  a.documents.documents.size === b.documents.documents.size &&
  a.primaryTerm === b.primaryTerm &&
  a.settings === b.settings &&
  a.mappings === b.mappings &&
  a.aliases === b.aliases &&
  a.open === b.open

const checkFree = (
  cluster: IndexState & ServerNode & RepositoryState & SnapshotWork,
  repository: string,
  name: string
): void => {
  const store = requireRepository(cluster, repository).store
  if (cluster.running.some((running) => running.repository.store === store && running.name === name))
    throw snapshotNameInUse(repository, name, "is already in-progress")
  const leaving = cluster.deletions.some((one) => one.repository.store === store && one.names.has(name))
  if (leaving || store.snapshots.has(name)) throw snapshotNameInUse(repository, name, "already exists")
  const setting = "snapshot.max_concurrent_operations"
  const limit = Number(
    cluster.settings.transient.get(setting) ?? cluster.settings.persistent.get(setting) ?? 1000
  )
  const operations = cluster.running.length + cluster.deletions.length
  if (operations >= limit)
    throw new ElasticsearchError(
      503,
      "concurrent_snapshot_execution_exception",
      `[${repository}:${name}] Cannot start another operation, already running [${operations}] operations ` +
        `and the current limit for concurrent snapshot operations is set to [${limit}]`
    )
}

const unassigned = (
  cluster: IndexState & ServerNode & RepositoryState & SnapshotWork,
  repository: string,
  snapshot: Pick<Snapshot, "name" | "uuid">,
  stuck: readonly Index[]
): ElasticsearchError =>
  new ElasticsearchError(
    500,
    "snapshot_exception",
    `${snapshotPrefix(cluster, repository, snapshot)}the following indices have unassigned primary shards and cannot be included ` +
      `in a snapshot unless [partial] is set to [true]: [${stuck.map((index) => index.name).join(", ")}]; ` +
      `for help with troubleshooting unassigned shards see ${cluster.traits.redClusterHelp}\n`
  )

const notAllocated = (cluster: ServerNode & SnapshotWork, index: Index): readonly ShardFailure[] =>
  shardsIn(cluster, index, "UNASSIGNED").map((shard) => ({
    index: index.name,
    indexUuid: index.uuid,
    shard,
    reason: "primary shard is not allocated"
  }))
