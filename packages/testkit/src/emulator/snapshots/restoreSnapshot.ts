import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { RepositoryState } from "../repositories/RepositoryState.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import { DocumentStore } from "../documents/DocumentStore.ts"
import type { Index } from "../indices/Index.ts"
import { mergeSettings } from "../indices/indexSettings.ts"
import { checkShardLimit } from "../indices/shardLimit.ts"
import type { Repository } from "../repositories/Repository.ts"
import { requireRepository } from "../repositories/resolveRepositories.ts"
import { uuid } from "../uuid.ts"
import { checkRestoredAliases } from "./checkRestoredAliases.ts"
import { checkRestoreTarget } from "./checkRestoreTarget.ts"
import { shardFiles } from "./imageSize.ts"
import { proceedRestore, restoresAtOnce } from "./proceedRestores.ts"
import { renameIndex } from "./renameIndex.ts"
import type { RestoreRequest } from "./RestoreRequest.ts"
import { shardFailure } from "./shardFailure.ts"
import { restorableIndices } from "./restorableIndices.ts"
import { RestoringShard, RunningRestore } from "./RunningRestore.ts"
import type { IndexImage, Snapshot } from "./Snapshot.ts"
import { restoreFailed, shardUnreadable, snapshotPrefix, snapshotUnreadable } from "./snapshotErrors.ts"

export interface Restored {
  readonly indices: readonly string[]
  readonly shards: number
  /** Shards that the snapshot does not hold. */
  readonly failedShards: number
  readonly running: RunningRestore
}

/** Brings indices back, all or none of them; a closed index of the same name is replaced and opened, and keeps its uuid. */
export const restoreSnapshot = (
  cluster: IndexState & ServerNode & RepositoryState & SnapshotWork,
  repositoryName: string,
  name: string,
  request: RestoreRequest
): Restored => {
  const repository = requireRepository(cluster, repositoryName)
  const snapshot = readableSnapshot(cluster, repository, name)
  const prefix = snapshotPrefix(cluster, repositoryName, snapshot)
  if (request.includeGlobalState && !snapshot.includeGlobalState)
    throw restoreFailed(
      prefix,
      "cannot restore global state since the snapshot was created without global state"
    )
  const targets = new Map<string, readonly [source: string, image: IndexImage]>()
  for (const [source, image] of restorableIndices(snapshot, request)) {
    const target = renameIndex(source, request.rename)
    const rival = targets.get(target)
    if (rival !== undefined)
      throw restoreFailed(
        `[${repositoryName}:${name}] `,
        `indices [${rival[0]}] and [${source}] are renamed into the same index [${target}]`
      )
    targets.set(target, [source, image])
  }
  if (request.featureStates.length > 0)
    throw restoreFailed(
      prefix,
      `requested feature states [[${request.featureStates.join(", ")}]] are not present in snapshot`
    )
  for (const [source] of targets.values())
    if (repository.store.damageOf(snapshot, source, 0) === "undescribed")
      throw shardUnreadable(cluster, repository, snapshot, `indices/${uuid()}/meta-${uuid()}.dat`)
  const failed = new Set(snapshot.failures.map((failure) => failure.index))
  const settings = new Map<string, ReturnType<RestoreRequest["changesOf"]>>()
  for (const [target, [source, image]] of targets) {
    if (failed.has(source) && !request.partial)
      throw restoreFailed(prefix, `index [${source}] wasn't fully snapshotted - cannot restore`)
    settings.set(target, request.changesOf(prefix, image.settings))
    checkRestoreTarget(cluster, prefix, target, source, image)
    if (!cluster.indices.has(target))
      checkShardLimit(cluster, mergeSettings(image.settings, settings.get(target) ?? []))
  }
  if (request.includeAliases) checkRestoredAliases(cluster, targets)
  const restoreUuid = uuid()
  const shards: RestoringShard[] = []
  for (const [target, [source, image]] of targets) {
    const recovery = {
      repository: repositoryName,
      snapshot: name,
      index: source,
      restoreUuid,
      at: cluster.now(),
      replaces: cluster.indices.has(target),
      emptyShards: new Set(
        snapshot.failures.filter((failure) => failure.index === source).map(({ shard }) => shard)
      )
    }
    const previous = cluster.indices.get(target)
    const changes = settings.get(target) ?? new Map<string, string>()
    const index = rebuild(cluster, target, image, previous, request, changes, recovery)
    cluster.indices.set(target, index)
    for (let shard = 0; shard < image.shards; shard++)
      if (!snapshot.failures.some((one) => one.index === source && one.shard === shard))
        shards.push(
          new RestoringShard(
            index.uuid,
            shard,
            shardFiles(image),
            failureOf(cluster, index, { repository, snapshot, image, source, shard })
          )
        )
  }
  const running = new RunningRestore(repository, snapshot, restoreUuid, shards, cluster.now())
  startRestore(cluster, running)
  if (request.includeGlobalState) restoreGlobalState(cluster, snapshot)
  return {
    indices: [...targets.keys()],
    shards: [...targets.values()].reduce((sum, [, image]) => sum + image.shards, 0),
    failedShards: snapshot.failures.filter(({ index }) =>
      targets.values().some(([source]) => source === index)
    ).length,
    running
  }
}

/** What becomes of a shard that is damaged in the repository; undefined where it is whole. */
const failureOf = (
  cluster: ServerNode,
  index: Index,
  wanted: {
    readonly repository: Repository
    readonly snapshot: Snapshot
    readonly image: IndexImage
    readonly source: string
    readonly shard: number
  }
): (() => void) | undefined => {
  const { repository, snapshot, source, shard } = wanted
  const damage = repository.store.damageOf(snapshot, source, shard)
  if (damage === undefined) return undefined
  return () => {
    const failed = shardFailure(cluster, index, shard, { ...wanted, damage })
    index.failedShards = new Map([...index.failedShards, [shard, failed]])
    index.documents.loseShard(shard)
  }
}

const startRestore = (
  cluster: IndexState & ServerNode & RepositoryState & SnapshotWork,
  running: RunningRestore
): void => {
  running.held = cluster.directives.heldBackRestore(running.snapshot.name, () => {
    running.held = false
    proceedRestore(cluster, running)
  })
  if (restoresAtOnce(cluster, running)) {
    for (const shard of running.shards) shard.finish()
    return
  }
  cluster.restores.push(running)
  proceedRestore(cluster, running)
}

/** What the cluster has of its own is replaced, not added to. */
const restoreGlobalState = (
  cluster: IndexState & ServerNode & RepositoryState & SnapshotWork,
  { templates, components = [] }: Snapshot
): void => {
  cluster.templates.clear()
  cluster.components.clear()
  for (const template of templates) cluster.templates.set(template.name, template)
  for (const component of components) cluster.components.set(component.name, component)
}

/** A snapshot that runs does not exist for a restore. */
const readableSnapshot = (
  cluster: IndexState & ServerNode & RepositoryState & SnapshotWork,
  repository: Repository,
  name: string
): Snapshot => {
  const snapshot = repository.store.snapshots.get(name)
  if (snapshot === undefined) throw restoreFailed(`[${repository.name}:${name}] `, "snapshot does not exist")
  if (snapshot.damaged) throw snapshotUnreadable(cluster, repository, snapshot)
  if (snapshot.state === "FAILED")
    throw restoreFailed(
      snapshotPrefix(cluster, repository.name, snapshot),
      "unsupported snapshot state [FAILED]"
    )
  return snapshot
}

const rebuild = (
  cluster: IndexState & ServerNode & RepositoryState & SnapshotWork,
  name: string,
  image: IndexImage,
  previous: Index | undefined,
  request: RestoreRequest,
  settings: ReadonlyMap<string, string | undefined>,
  recovery: Index["recovery"]
): Index => {
  const id = previous?.uuid ?? uuid()
  const primaryTerm = Math.max(image.primaryTerm, previous?.documents.primaryTerm ?? 0)
  return {
    name,
    uuid: id,
    createdAt: image.createdAt,
    settings: mergeSettings(image.settings, settings, [
      ["index.uuid", id],
      ["index.verified_before_close", undefined],
      ...(previous === undefined ? [] : [["index.history.uuid", uuid()] as const])
    ]),
    mappings: image.mappings,
    aliases: request.includeAliases ? image.aliases : (previous?.aliases ?? new Map()),
    open: true,
    unassigned: false,
    reopened: false,
    failedShards: new Map(),
    documents: new DocumentStore(cluster, image.shards, image.documents, primaryTerm + 1),
    recovery
  }
}
