import type { CatTable } from "../cat/CatTable.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { RepositoryState } from "../repositories/RepositoryState.ts"
import type { SnapshotWork } from "./SnapshotWork.ts"
import { resolveRepositories } from "../repositories/resolveRepositories.ts"
import { findSnapshots } from "./getSnapshots.ts"
import { selectSnapshots } from "./selectSnapshots.ts"
import { type Snapshot, totalShards } from "./Snapshot.ts"
import { inOrder } from "./snapshotOrder.ts"
import { snapshotUnreadable } from "./snapshotErrors.ts"

/** `_cat/snapshots`: every snapshot of the repositories, oldest first. */
export const catSnapshots = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  repositories: string,
  ignoreUnavailable: boolean
): CatTable => {
  const everything = selectSnapshots("_all")
  const listed = resolveRepositories(cluster, repositories).flatMap((repository) =>
    findSnapshots(cluster, repository, everything, "start_time", false).filter(({ snapshot }) => {
      if (snapshot.damaged && !ignoreUnavailable) throw snapshotUnreadable(cluster, repository, snapshot)
      return !snapshot.damaged
    })
  )
  return {
    columns: [
      "id",
      "repository",
      "status",
      "start_epoch",
      "start_time",
      "end_epoch",
      "end_time",
      "duration",
      "indices",
      "successful_shards",
      "failed_shards",
      "total_shards"
    ],
    right: ["status", "duration", "indices", "successful_shards", "failed_shards", "total_shards"],
    aliases: {
      snapshot: "id",
      re: "repository",
      repo: "repository",
      s: "status",
      ste: "start_epoch",
      sti: "start_time",
      ete: "end_epoch",
      eti: "end_time",
      dur: "duration",
      i: "indices",
      ss: "successful_shards",
      fs: "failed_shards",
      ts: "total_shards",
      r: "reason"
    },
    rows: inOrder("start_time", listed).map(({ repository, snapshot }) => row(repository, snapshot))
  }
}

const row = (repository: string, snapshot: Snapshot): Readonly<Record<string, string | null>> => {
  const total = totalShards(snapshot)
  return {
    id: snapshot.name,
    repository,
    status: snapshot.state,
    start_epoch: String(Math.floor(snapshot.startTime / 1000)),
    start_time: new Date(snapshot.startTime).toISOString().slice(11, 19),
    end_epoch: String(Math.floor(snapshot.endTime / 1000)),
    end_time: new Date(snapshot.endTime).toISOString().slice(11, 19),
    duration: duration(Math.max(0, snapshot.endTime - snapshot.startTime)),
    indices: String(snapshot.indices.size),
    successful_shards: String(Math.min(snapshot.shardsDone, total) - snapshot.failures.length),
    failed_shards: String(snapshot.failures.length),
    total_shards: String(total),
    reason: snapshot.reason ?? null
  }
}

const duration = (milliseconds: number): string =>
  milliseconds < 1000 ? `${milliseconds}ms` : `${Math.round(milliseconds / 100) / 10}s`
