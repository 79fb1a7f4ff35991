import { checkClusterWritable } from "../indices/blocks.ts"
import { answerTable, catParameters } from "../cat/CatTable.ts"
import { ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import { catSnapshots } from "./catSnapshots.ts"
import { createSnapshot } from "./createSnapshot.ts"
import { deleteSnapshots } from "./deleteSnapshots.ts"
import { getSnapshots } from "./getSnapshots.ts"
import { listParameters } from "./ListQuery.ts"
import { renderSnapshot } from "./renderSnapshot.ts"
import { parseRestoreRequest } from "./RestoreRequest.ts"
import { restoreSnapshot } from "./restoreSnapshot.ts"
import { parseSnapshotRequest } from "./SnapshotRequest.ts"
import { namedStatus, runningStatus } from "./snapshotStatus.ts"

const snapshotPath = "/_snapshot/{repository}/{snapshot}"

export const snapshotRoutes: readonly Route[] = [
  {
    methods: ["PUT", "POST"],
    path: snapshotPath,
    query: ["wait_for_completion", "master_timeout"],
    handle: async (cluster, request) => {
      const wait = request.boolean("wait_for_completion", false)
      request.time("master_timeout")
      const repository = request.param("repository")
      const body = parseSnapshotRequest(request.json())
      const running = createSnapshot(cluster, repository, request.param("snapshot"), body)
      if (!wait) return ok({ accepted: true })
      const end = await running.ended
      if ("error" in end) throw end.error
      return ok({ snapshot: renderSnapshot(cluster, repository, end.snapshot) })
    }
  },
  {
    methods: ["GET"],
    path: snapshotPath,
    query: (cluster) => listParameters.filter((name) => name !== "state" || cluster.traits.acceptsState),
    handle: (cluster, request) => ok(getSnapshots(cluster, request))
  },
  {
    methods: ["DELETE"],
    path: snapshotPath,
    query: ["master_timeout", "wait_for_completion"],
    handle: async (cluster, request) => {
      const wait = request.boolean("wait_for_completion", true)
      const names = splitList(request.param("snapshot"))
      const deleted = deleteSnapshots(cluster, request.param("repository"), names)
      if (wait) await deleted
      return ok({ acknowledged: true })
    }
  },
  {
    methods: ["POST"],
    path: `${snapshotPath}/_restore`,
    query: ["master_timeout", "wait_for_completion"],
    handle: async (cluster, request) => {
      const wait = request.boolean("wait_for_completion", false)
      const body = parseRestoreRequest(request.json())
      const snapshot = request.param("snapshot")
      checkClusterWritable(cluster)
      const { indices, shards, failedShards, running } = restoreSnapshot(
        cluster,
        request.param("repository"),
        snapshot,
        body
      )
      if (!wait && shards > failedShards) return ok({ accepted: true })
      await running.ended
      const failed = failedShards + running.failed
      return ok({
        snapshot: {
          snapshot,
          indices,
          shards: { total: shards, failed, successful: shards - failed }
        }
      })
    }
  },
  {
    methods: ["GET"],
    path: "/_snapshot/_status",
    query: ["master_timeout", "ignore_unavailable"],
    handle: (cluster, request) => {
      request.boolean("ignore_unavailable", false)
      return ok(runningStatus(cluster))
    }
  },
  {
    methods: ["GET"],
    path: "/_snapshot/{repository}/_status",
    query: ["master_timeout", "ignore_unavailable"],
    handle: (cluster, request) => ok(runningStatus(cluster, request.param("repository")))
  },
  {
    methods: ["GET"],
    path: `${snapshotPath}/_status`,
    query: ["master_timeout", "ignore_unavailable"],
    handle: (cluster, request) => {
      const repository = request.param("repository")
      const names = splitList(request.param("snapshot"))
      if (names.length === 1 && names[0] === "_all") return ok(runningStatus(cluster, repository))
      return ok(namedStatus(cluster, repository, names, request.boolean("ignore_unavailable", false)))
    }
  },
  {
    methods: ["GET"],
    path: "/_cat/snapshots",
    query: [...catParameters, "ignore_unavailable"],
    handle: (cluster, request) =>
      answerTable(catSnapshots(cluster, "_all", request.boolean("ignore_unavailable", false)), request)
  },
  {
    methods: ["GET"],
    path: "/_cat/snapshots/{repository}",
    query: [...catParameters, "ignore_unavailable"],
    handle: (cluster, request) =>
      answerTable(
        catSnapshots(cluster, request.param("repository"), request.boolean("ignore_unavailable", false)),
        request
      )
  }
]
