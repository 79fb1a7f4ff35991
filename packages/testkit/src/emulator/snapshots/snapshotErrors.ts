import type { ServerNode } from "../ServerNode.ts"
import { ElasticsearchError, wrapped } from "../ElasticsearchError.ts"
import { scalarText } from "../json/Json.ts"
import type { Repository } from "../repositories/Repository.ts"
import type { Snapshot } from "./Snapshot.ts"

/** `[repository:snapshot/uuid] `, with the project where the release names it. */
export const snapshotPrefix = (
  cluster: ServerNode,
  repository: string,
  snapshot: Pick<Snapshot, "name" | "uuid">
): string => `[${cluster.traits.projectPrefix}${repository}:${snapshot.name}/${snapshot.uuid}] `

export const snapshotMissing = (repository: string, name: string): ElasticsearchError =>
  new ElasticsearchError(404, "snapshot_missing_exception", `[${repository}:${name}] is missing`)

/** The snapshot is listed, but its own file is gone: the reason carries the uuid. */
export const snapshotUnreadable = (
  cluster: ServerNode,
  repository: Repository,
  snapshot: Snapshot
): ElasticsearchError => shardUnreadable(cluster, repository, snapshot, `snap-${snapshot.uuid}.dat`)

/** A file that the snapshot needs, below the repository's location, is gone. */
export const shardUnreadable = (
  cluster: ServerNode,
  repository: Repository,
  snapshot: Snapshot,
  path: string
): ElasticsearchError => {
  const file = `${cluster.pathRepo}/${scalarText(repository.settings["location"])}/${path}`
  return new ElasticsearchError(
    404,
    "snapshot_missing_exception",
    `[${repository.name}:${snapshot.name}/${snapshot.uuid}] is missing`,
    { causedBy: { type: "no_such_file_exception", reason: file } }
  )
}

export const invalidSnapshotName = (repository: string, name: string, fault: string): ElasticsearchError =>
  new ElasticsearchError(
    400,
    "invalid_snapshot_name_exception",
    `[${repository}:${name}] Invalid snapshot name [${name}], ${fault}`
  )

export const snapshotNameInUse = (repository: string, name: string, fault: string): ElasticsearchError =>
  new ElasticsearchError(
    400,
    "snapshot_name_already_in_use_exception",
    `[${repository}:${name}] Invalid snapshot name [${name}], snapshot with the same name ${fault}`
  )

/** The snapshot was copied and could not be recorded: nothing of it stays. */
export const snapshotNotRecorded = (
  repository: string,
  snapshot: Snapshot,
  why: string
): ElasticsearchError =>
  wrapped(
    500,
    "snapshot_exception",
    `[${repository}:${snapshot.name}/${snapshot.uuid}] failed to update snapshot in repository`,
    { type: "repository_exception", reason: `[${repository}] ${why}` }
  )

export const restoreFailed = (prefix: string, reason: string): ElasticsearchError =>
  new ElasticsearchError(500, "snapshot_restore_exception", `${prefix}${reason}`)
