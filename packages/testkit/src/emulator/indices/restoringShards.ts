import { sleep } from "../../clock/Clock.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import type { RestoringShard } from "../snapshots/RunningRestore.ts"
import type { Index, Recovery } from "./Index.ts"

/** Shards of an index that a restore has not brought back yet. */
export const restoringShards = (
  cluster: ServerNode & SnapshotWork,
  index: Index
): readonly RestoringShard[] =>
  cluster.restores.flatMap((restore) =>
    restore.shards.filter((shard) => shard.indexUuid === index.uuid && shard.underWay)
  )

/** Why a shard that comes back was on no node. */
export const restoredReason = (recovery: Recovery | undefined): string =>
  recovery?.replaces === true ? "EXISTING_INDEX_RESTORED" : "NEW_INDEX_RESTORED"

export const restoreSource = (recovery: Recovery | undefined): string =>
  `restore_source[${recovery?.repository}/${recovery?.snapshot}]`

export const isRestoring = (cluster: ServerNode & SnapshotWork, index: Index): boolean =>
  restoringShards(cluster, index).length > 0

/** Whether a write may have to wait for one of its shards. */
export const hasMissingShards = (cluster: ServerNode & SnapshotWork, index: Index): boolean =>
  index.failedShards.size > 0 || isRestoring(cluster, index)

/** Throws while one of the indices comes back. */
export const checkNotRestored = (cluster: ServerNode & SnapshotWork, indices: readonly Index[]): void => {
  const held = indices.filter((index) => isRestoring(cluster, index))
  if (held.length === 0) return
  const names = held.map(({ name, uuid }) => `[${name}/${uuid}]`).join(", ")
  throw illegalArgument(`Cannot close indices that are being restored: [${names}]`)
}

/** Searches wait for shards that are coming back. */
export const awaitRestored = async (
  cluster: ServerNode & SnapshotWork,
  indices: readonly Index[]
): Promise<void> => {
  await Promise.all(indices.flatMap((index) => restoringShards(cluster, index).map((shard) => shard.ended)))
}

/** What goes to every primary waits a minute for those that are on no node, and then goes on without them. */
export const awaitLostShards = async (
  cluster: ServerNode & SnapshotWork,
  indices: readonly Index[]
): Promise<void> => {
  if (indices.some((index) => index.failedShards.size > 0)) await sleep(cluster.clock, 60_000)
}

/** Waits until a write can reach the shard; false when it cannot within that time. */
export const awaitShard = async (
  cluster: ServerNode & SnapshotWork,
  index: Index,
  shard: number,
  timeout: number
): Promise<boolean> => {
  const restoring = restoringShards(cluster, index).find((one) => one.shard === shard)
  if (index.failedShards.has(shard)) await sleep(cluster.clock, timeout)
  if (restoring === undefined) return !index.failedShards.has(shard)
  await Promise.race([restoring.ended, sleep(cluster.clock, timeout)])
  return restoring.active
}

/** A read of one document does not wait. */
export const checkReadable = (
  cluster: ServerNode & SnapshotWork,
  index: Index,
  id: string,
  ofMany = false
): void => {
  const shard = index.documents.shardOf(id)
  const unavailable = `No shard available for [get [${index.name}][${id}]: routing [null]]`
  if (index.failedShards.has(shard))
    throw new ElasticsearchError(
      503,
      "no_shard_available_action_exception",
      ofMany && cluster.traits.explainsBriefly
        ? "No shard available for [org.elasticsearch.action.get.MultiGetShardRequest/unset]"
        : unavailable
    )
  if (!restoringShards(cluster, index).some((one) => one.shard === shard)) return
  const cause = {
    type: "illegal_index_shard_state_exception",
    reason:
      "CurrentState[RECOVERING] operations only allowed when shard state is one of [POST_RECOVERY, STARTED]",
    index_uuid: index.uuid,
    shard: String(shard),
    index: index.name
  }
  throw new ElasticsearchError(503, "no_shard_available_action_exception", unavailable, {
    causedBy: cause,
    root: cause
  })
}

/** What a write says that has waited in vain; `operations` are those that went to the shard. */
export const writeUnavailable = (
  index: Index,
  shard: number,
  timeout: string,
  operations: readonly string[],
  refresh: string | undefined
): ElasticsearchError => {
  const [only = ""] = operations
  const told = operations.length === 1 ? only : `${operations.length}] requests`
  const refreshes = refresh === "wait_for" ? " blocking until refresh" : " and a refresh"
  return new ElasticsearchError(
    503,
    "unavailable_shards_exception",
    `[${index.name}][${shard}] primary shard is not active Timeout: [${timeout}], request: ` +
      `[BulkShardRequest [[${index.name}][${shard}]] containing [${told}${operations.length === 1 ? "]" : ""}` +
      `${refresh === undefined || refresh === "false" ? "" : refreshes}]`
  )
}

export const updateUnavailable = (index: Index, shard: number, timeout: string): ElasticsearchError =>
  new ElasticsearchError(
    503,
    "unavailable_shards_exception",
    `[${index.name}][${shard}] [1] shardIt, [0] active : Timeout waiting for [${timeout}], request: indices:data/write/update`
  )
