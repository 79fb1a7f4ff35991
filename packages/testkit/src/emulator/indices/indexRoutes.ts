import { ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { isObject } from "../json/Json.ts"
import { createIndex } from "./createIndex.ts"
import { checkNotSnapshotted, deleteIndices } from "./deleteIndices.ts"
import { replicaCount, shardCount } from "./Index.ts"
import { indexJson, byName } from "./indexJson.ts"
import { flattenSettings, mergeSettings, nestSettings } from "./indexSettings.ts"
import { invalidIndexName } from "./indexErrors.ts"
import { mergeMappings } from "./mergeMappings.ts"
import { expressionParameters, requestIndices } from "./requestIndices.ts"
import { resolveIndexExpression } from "./resolveIndexExpression.ts"

const anyState = { expand: ["open", "closed"] }

export const indexRoutes: readonly Route[] = [
  {
    methods: ["PUT"],
    path: "/{index}",
    query: ["wait_for_active_shards", "timeout", "master_timeout"],
    handle: (cluster, request) => {
      const name = request.param("index")
      const body = request.json()
      createIndex(cluster, name, isObject(body) ? body : {})
      return ok({ acknowledged: true, shards_acknowledged: true, index: name })
    }
  },
  {
    methods: ["GET", "HEAD"],
    path: "/{index}",
    query: [...expressionParameters, "flat_settings", "include_defaults", "features"],
    handle: (cluster, request) => {
      const fault = request.param("index").startsWith("_") && request.param("index") !== "_all"
      if (fault) throw invalidIndexName(request.param("index"), "must not start with '_'.")
      return ok(byName(requestIndices(cluster, request, anyState), indexJson))
    }
  },
  {
    methods: ["DELETE"],
    path: "/{index}",
    query: expressionParameters,
    handle: (cluster, request) => {
      deleteIndices(cluster, request.param("index"), request.boolean("ignore_unavailable", false))
      return ok({ acknowledged: true })
    }
  },
  {
    methods: ["DELETE"],
    path: "/",
    query: [],
    handle: (cluster) => (deleteIndices(cluster, "_all", false), ok({}))
  },
  {
    methods: ["GET"],
    path: "/_mapping",
    query: expressionParameters,
    handle: (cluster, request) =>
      ok(byName(requestIndices(cluster, request, anyState), ({ mappings }) => ({ mappings })))
  },
  {
    methods: ["GET"],
    path: "/{index}/_mapping",
    query: expressionParameters,
    handle: (cluster, request) =>
      ok(byName(requestIndices(cluster, request, anyState), ({ mappings }) => ({ mappings })))
  },
  {
    methods: ["PUT", "POST"],
    path: "/{index}/_mapping",
    query: [...expressionParameters, "write_index_only"],
    handle: (cluster, request) => {
      const body = request.json()
      for (const index of requestIndices(cluster, request))
        index.mappings = mergeMappings(index.mappings, isObject(body) ? body : {})
      return ok({ acknowledged: true })
    }
  },
  {
    methods: ["GET"],
    path: "/{index}/_settings",
    query: [...expressionParameters, "flat_settings", "include_defaults"],
    handle: (cluster, request) =>
      ok(
        byName(requestIndices(cluster, request, { expand: ["all"] }), ({ settings }) => ({
          settings: request.boolean("flat_settings", false)
            ? Object.fromEntries(settings)
            : nestSettings(settings)
        }))
      )
  },
  {
    methods: ["PUT"],
    path: "/{index}/_settings",
    query: [...expressionParameters, "flat_settings", "preserve_existing", "reopen"],
    handle: (cluster, request) => {
      const body = request.json()
      const changed = flattenSettings(isObject(body) && isObject(body["settings"]) ? body["settings"] : body)
      for (const index of requestIndices(cluster, request, anyState))
        index.settings = mergeSettings(index.settings, changed)
      return ok({ acknowledged: true })
    }
  },
  {
    methods: ["POST"],
    path: "/{index}/_close",
    query: [...expressionParameters, "wait_for_active_shards"],
    handle: (cluster, request) => {
      const indices = requestIndices(cluster, request)
      checkNotSnapshotted(cluster, indices, "close")
      for (const index of indices) index.open = false
      return ok({
        acknowledged: true,
        shards_acknowledged: true,
        indices: byName(indices, () => ({ closed: true }))
      })
    }
  },
  {
    methods: ["POST"],
    path: "/{index}/_open",
    query: [...expressionParameters, "wait_for_active_shards"],
    handle: (cluster, request) => {
      for (const index of requestIndices(cluster, request, { expand: ["closed"] })) index.open = true
      return ok({ acknowledged: true, shards_acknowledged: true })
    }
  },
  ...["/_refresh", "/{index}/_refresh", "/_flush", "/{index}/_flush", "/{index}/_forcemerge"].map(
    (path): Route => ({
      methods: ["POST", "GET"],
      path,
      query: [...expressionParameters, "force", "wait_if_ongoing", "max_num_segments"],
      handle: (cluster, request) => {
        const indices = requestIndices(cluster, request)
        for (const index of indices) index.documents.refresh(cluster.now())
        const shards = indices.map((index) => [shardCount(index), replicaCount(index)] as const)
        const total = shards.reduce((sum, [primaries, replicas]) => sum + primaries * (1 + replicas), 0)
        const successful = shards.reduce((sum, [primaries]) => sum + primaries, 0)
        return ok({ _shards: { total, successful, failed: 0 } })
      }
    })
  ),
  {
    methods: ["GET", "POST"],
    path: "/_resolve/index/{index}",
    query: expressionParameters,
    handle: (cluster, request) => ok(resolveIndexExpression(cluster, request))
  }
]
