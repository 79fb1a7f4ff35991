import { ElasticsearchError, validationFailed } from "../ElasticsearchError.ts"
import { ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { isObject } from "../json/Json.ts"
import { createIndex } from "./createIndex.ts"
import { checkNotSnapshotted, deleteIndices } from "./deleteIndices.ts"
import { checkActiveShards } from "./checkActiveShards.ts"
import { checkBlocks, checkClusterWritable } from "./blocks.ts"
import { replicaCount, shardCount } from "./Index.ts"
import { splitList } from "../http/splitList.ts"
import { indexJson, byName } from "./indexJson.ts"
import { invalidIndexName } from "./indexErrors.ts"
import { checkMappings } from "./checkMappings.ts"
import { closeIndex, openIndex } from "./closeIndex.ts"
import {
  expressionParameters,
  masterParameters,
  requestIndices,
  requestOpenIndices
} from "./requestIndices.ts"
import { awaitLostShards, awaitRestored, checkNotRestored } from "./restoringShards.ts"
import { requireNames } from "./requireNames.ts"
import { resolveIndexExpression } from "./resolveIndexExpression.ts"

export const indexRoutes: readonly Route[] = [
  {
    methods: ["PUT"],
    path: "/{index}",
    query: ["wait_for_active_shards", "timeout", "master_timeout"],
    handle: (cluster, request) => {
      const name = request.param("index")
      const body = request.json()
      const given = isObject(body) ? body : {}
      const unknown = Object.keys(given).find((key) => !["aliases", "mappings", "settings"].includes(key))
      if (unknown !== undefined)
        throw new ElasticsearchError(400, "parse_exception", `unknown key [${unknown}] for create index`)
      const flat = Object.entries(given).find(([, value]) => !isObject(value))
      if (flat !== undefined)
        throw new ElasticsearchError(400, "parse_exception", `key [${flat[0]}] must be an object`)
      if (isObject(given["mappings"])) checkMappings(cluster, given["mappings"], "Failed to parse mapping: ")
      checkActiveShards(request.text("wait_for_active_shards"))
      checkClusterWritable(cluster, name)
      const existing = cluster.indices.get(name)
      if (existing !== undefined) checkBlocks(cluster, [existing], "metadata write")
      createIndex(cluster, name, given)
      return ok({ acknowledged: true, shards_acknowledged: true, index: name })
    }
  },
  {
    methods: ["GET", "HEAD"],
    path: "/{index}",
    query: [
      ...expressionParameters,
      "master_timeout",
      "local",
      "flat_settings",
      "include_defaults",
      "features"
    ],
    handle: (cluster, request) => {
      const fault = request.param("index").startsWith("_") && request.param("index") !== "_all"
      if (fault) throw invalidIndexName(request.param("index"), "must not start with '_'.")
      const indices = requestIndices(cluster, request)
      checkBlocks(cluster, indices, "metadata read")
      const flat = request.boolean("flat_settings", false)
      return ok(byName(indices, (index) => indexJson(index, flat)))
    }
  },
  {
    methods: ["DELETE"],
    path: "/{index}",
    query: [...expressionParameters, ...masterParameters],
    handle: (cluster, request) => {
      deleteIndices(cluster, request.param("index"), request.boolean("ignore_unavailable", false))
      return ok({ acknowledged: true })
    }
  },
  {
    methods: ["DELETE"],
    path: "/",
    query: [],
    handle: () => {
      throw validationFailed(["index / indices is missing"])
    }
  },
  {
    methods: ["POST"],
    path: "/{index}/_close",
    query: [...expressionParameters, ...masterParameters, "wait_for_active_shards"],
    body: false,
    handle: (cluster, request) => {
      requireNames(cluster, splitList(request.param("index")))
      const indices = requestIndices(cluster, request)
      checkBlocks(cluster, indices, "metadata write")
      const closing = indices.filter((index) => index.open)
      checkNotRestored(cluster, closing)
      checkNotSnapshotted(cluster, closing, "close")
      for (const index of closing) closeIndex(index)
      const closed = byName(closing, () => ({ closed: true }))
      return ok({
        acknowledged: true,
        shards_acknowledged: closing.length > 0 && closing.every((index) => index.failedShards.size === 0),
        indices: closed
      })
    }
  },
  {
    methods: ["POST"],
    path: "/{index}/_open",
    query: [...expressionParameters, ...masterParameters, "wait_for_active_shards"],
    body: false,
    handle: (cluster, request) => {
      requireNames(cluster, splitList(request.param("index")))
      const indices = requestIndices(cluster, request, { expand: ["closed"] })
      checkBlocks(cluster, indices, "metadata write")
      for (const index of indices) openIndex(cluster, index)
      const isWhole = indices.every((index) => index.failedShards.size === 0)
      return ok({ acknowledged: true, shards_acknowledged: isWhole })
    }
  },
  ...["/_refresh", "/{index}/_refresh", "/_flush", "/{index}/_flush", "/{index}/_forcemerge"].map(
    (path): Route => ({
      methods: ["POST", "GET"],
      path,
      query: [...expressionParameters, "force", "wait_if_ongoing", "max_num_segments"],
      body: false,
      handle: async (cluster, request) => {
        const indices = requestOpenIndices(cluster, request)
        await awaitRestored(cluster, indices)
        await awaitLostShards(cluster, indices)
        for (const index of indices) index.documents.refresh()
        const total = indices.reduce((sum, index) => sum + shardCount(index) * (1 + replicaCount(index)), 0)
        const successful = indices.reduce(
          (sum, index) => sum + shardCount(index) - index.failedShards.size,
          0
        )
        return ok({ _shards: { total, successful, failed: 0 } })
      }
    })
  ),
  {
    methods: ["GET"],
    path: "/_resolve/index/{index}",
    query: expressionParameters,
    body: false,
    handle: (cluster, request) => ok(resolveIndexExpression(cluster, request))
  },
  {
    methods: ["POST"],
    path: "/_resolve/index/{index}",
    query: expressionParameters,
    body: true,
    only: (cluster) => cluster.traits.hasViews,
    handle: (cluster, request) => ok(resolveIndexExpression(cluster, request))
  }
]
