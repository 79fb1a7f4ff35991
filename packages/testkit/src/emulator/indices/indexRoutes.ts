import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import { ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { isObject } from "../json/Json.ts"
import { createIndex } from "./createIndex.ts"
import { checkNotSnapshotted, deleteIndices } from "./deleteIndices.ts"
import { type Index, replicaCount, shardCount } from "./Index.ts"
import { indexJson, byName } from "./indexJson.ts"
import { flattenSettings, mergeSettings, nestSettings } from "./indexSettings.ts"
import { invalidIndexName } from "./indexErrors.ts"
import { mergeMappings } from "./mergeMappings.ts"
import { expressionParameters, requestIndices } from "./requestIndices.ts"
import { resolveIndexExpression } from "./resolveIndexExpression.ts"

/** The number of shards is the only fixed setting that is looked after here. */
const checkDynamic = (indices: readonly Index[], changed: ReadonlyMap<string, unknown>): void => {
  const open = indices.filter((index) => index.open)
  if (open.length === 0 || !changed.has("index.number_of_shards")) return
  throw illegalArgument(
    "Can't update non dynamic settings [[index.number_of_shards]] for open indices " +
      `[${open.map(({ name, uuid }) => `[${name}/${uuid}]`).join(", ")}] unless the \`reopen\` query parameter is set to true. ` +
      "Alternatively, close the indices, apply the settings changes, and reopen the indices"
  )
}

const anyState = { expand: ["open", "closed"] }

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
      createIndex(cluster, name, given)
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
      return ok(byName(requestIndices(cluster, request), indexJson))
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
      ok(byName(requestIndices(cluster, request), ({ mappings }) => ({ mappings })))
  },
  {
    methods: ["GET"],
    path: "/{index}/_mapping",
    query: expressionParameters,
    handle: (cluster, request) =>
      ok(byName(requestIndices(cluster, request), ({ mappings }) => ({ mappings })))
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
      const indices = requestIndices(cluster, request, anyState)
      checkDynamic(indices, changed)
      for (const index of indices) index.settings = mergeSettings(index.settings, changed)
      return ok({ acknowledged: true })
    }
  },
  {
    methods: ["POST"],
    path: "/{index}/_close",
    query: [...expressionParameters, "wait_for_active_shards"],
    handle: (cluster, request) => {
      const indices = requestIndices(cluster, request)
      const closing = indices.filter((index) => index.open)
      checkNotSnapshotted(cluster, closing, "close")
      for (const index of closing) index.open = false
      const closed = byName(closing, () => ({ closed: true }))
      return ok({ acknowledged: true, shards_acknowledged: closing.length > 0, indices: closed })
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
        for (const index of indices) index.documents.refresh()
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
