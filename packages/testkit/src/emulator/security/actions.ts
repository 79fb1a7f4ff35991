import type { Route } from "../http/Route.ts"

/** What one call does, in the names that privileges go by. */
export interface Actions {
  /** In the order in which they are asked; the first that is refused is answered. */
  readonly names: readonly string[]
  /** Asked before any index is looked at: whether it is granted on any index at all. */
  readonly somewhere?: string
}

const names = (...all: readonly string[]): Actions => ({ names: all })

const getRepository = names("cluster:admin/repository/get")
const status = names("cluster:admin/snapshot/status")
const health = names("cluster:monitor/health")
const nodes = names("cluster:monitor/nodes/info")
const disks = names("cluster:monitor/nodes/stats")
const state = names("cluster:monitor/state")
const getTemplate = names("indices:admin/index_template/get")
const putTemplate = names("indices:admin/index_template/put")
const getComponent = names("cluster:admin/component_template/get")
const putComponent = names("cluster:admin/component_template/put")
const getSettings = names("indices:monitor/settings/get")
const getMappings = names("indices:admin/mappings/get")
const putMapping = names("indices:admin/mapping/put")
const getAliases = names("indices:admin/aliases/get")
const stats = names("indices:monitor/stats")
const recovery = names("indices:monitor/recovery")
const getIndex = names("indices:admin/get")
const resolve = names("indices:admin/resolve/index")
const refresh = names("indices:admin/refresh")
const getDocument = names("indices:data/read/get")
const search = names("indices:data/read/search")

/** A write of one document is a bulk of one, which the shard asks about once more. */
const write = (action: string): Actions => ({
  somewhere: action,
  names: ["indices:data/write/bulk[s]", action]
})

const catIndices = names(
  "cluster:monitor/state",
  "cluster:monitor/health",
  "indices:monitor/settings/get",
  "indices:monitor/stats"
)

/** By method and path, as in the table of routes. */
const table: Readonly<Record<string, Actions>> = {
  "GET /_security/user/_has_privileges": names(),
  "POST /_security/user/_has_privileges": names(),

  "GET /": names("cluster:monitor/main"),
  "HEAD /": names("cluster:monitor/main"),

  "GET /_snapshot": getRepository,
  "GET /_snapshot/{repository}": getRepository,
  "PUT /_snapshot/{repository}": names("cluster:admin/repository/put"),
  "DELETE /_snapshot/{repository}": names("cluster:admin/repository/delete"),
  "POST /_snapshot/{repository}/_verify": names("cluster:admin/repository/verify"),
  "POST /_snapshot/{repository}/_cleanup": names("cluster:admin/repository/_cleanup"),
  "PUT /_snapshot/{repository}/{snapshot}": names("cluster:admin/snapshot/create"),
  "POST /_snapshot/{repository}/{snapshot}": names("cluster:admin/snapshot/create"),
  "GET /_snapshot/{repository}/{snapshot}": names("cluster:admin/snapshot/get"),
  "DELETE /_snapshot/{repository}/{snapshot}": names("cluster:admin/snapshot/delete"),
  "POST /_snapshot/{repository}/{snapshot}/_restore": names("cluster:admin/snapshot/restore"),
  "PUT /_snapshot/{repository}/{snapshot}/_clone/{target}": names("cluster:admin/snapshot/clone"),
  "GET /_snapshot/_status": status,
  "GET /_snapshot/{repository}/_status": status,
  "GET /_snapshot/{repository}/{snapshot}/_status": status,

  "GET /_cluster/health": health,
  "GET /_cluster/health/{index}": health,
  "GET /_cat/health": health,
  "GET /_cluster/allocation/explain": names("cluster:monitor/allocation/explain"),
  "POST /_cluster/allocation/explain": names("cluster:monitor/allocation/explain"),
  "GET /_cluster/settings": names("cluster:monitor/settings"),
  "PUT /_cluster/settings": names("cluster:admin/settings/update"),
  "GET /_cluster/state/{metric}": state,
  "GET /_cluster/state/{metric}/{index}": state,
  "GET /_cat/master": state,
  "GET /_nodes": nodes,
  "GET /_nodes/{node}": nodes,
  "GET /_nodes/stats/fs": disks,
  "GET /_nodes/{node}/stats/fs": disks,
  "GET /_cat/allocation": names("cluster:monitor/state", "cluster:monitor/nodes/stats"),
  "GET /_cat/indices": catIndices,
  "GET /_cat/indices/{index}": catIndices,

  "GET /_index_template": getTemplate,
  "GET /_index_template/{name}": getTemplate,
  "PUT /_index_template/{name}": putTemplate,
  "POST /_index_template/{name}": putTemplate,
  "DELETE /_index_template/{name}": names("indices:admin/index_template/delete"),
  "GET /_component_template": getComponent,
  "GET /_component_template/{name}": getComponent,
  "PUT /_component_template/{name}": putComponent,
  "POST /_component_template/{name}": putComponent,
  "DELETE /_component_template/{name}": names("cluster:admin/component_template/delete"),

  "GET /_resolve/index/{index}": resolve,
  "POST /_resolve/index/{index}": resolve,
  "PUT /{index}": names("indices:admin/create"),
  "GET /{index}": getIndex,
  "HEAD /{index}": getIndex,
  "DELETE /{index}": names("indices:admin/delete"),
  "POST /{index}/_close": names("indices:admin/close"),
  "POST /{index}/_open": names("indices:admin/open"),
  "GET /{index}/_alias": getAliases,
  "GET /{index}/_alias/{name}": getAliases,
  "GET /_mapping": getMappings,
  "GET /{index}/_mapping": getMappings,
  "PUT /{index}/_mapping": putMapping,
  "POST /{index}/_mapping": putMapping,
  "GET /_settings": getSettings,
  "GET /{index}/_settings": getSettings,
  "GET /{index}/_settings/{name}": getSettings,
  "PUT /{index}/_settings": names("indices:admin/settings/update"),
  "PUT /{index}/_block/{block}": names("indices:admin/block/add"),
  "GET /_stats": stats,
  "GET /{index}/_stats": stats,
  "GET /{index}/_stats/{metric}": stats,
  "GET /_recovery": recovery,
  "GET /{index}/_recovery": recovery,
  "POST /{index}/_refresh": refresh,
  "GET /{index}/_refresh": refresh,

  "GET /{index}/_doc/{id}": getDocument,
  "HEAD /{index}/_doc/{id}": getDocument,
  "PUT /{index}/_doc/{id}": write("indices:data/write/index"),
  "POST /{index}/_doc/{id}": write("indices:data/write/index"),
  "POST /{index}/_doc": write("indices:data/write/index"),
  "PUT /{index}/_create/{id}": write("indices:data/write/index:op_type/create"),
  "POST /{index}/_create/{id}": write("indices:data/write/index:op_type/create"),
  "DELETE /{index}/_doc/{id}": write("indices:data/write/delete"),
  "GET /_search": search,
  "POST /_search": search,
  "GET /{index}/_search": search,
  "POST /{index}/_search": search,
  "GET /_count": search,
  "POST /_count": search,
  "GET /{index}/_count": search,
  "POST /{index}/_count": search
}

/** Undefined: it is not in the table, and a secured emulator does not answer it. */
export const actionsOf = (method: string, { path }: Pick<Route, "path">): Actions | undefined =>
  table[`${method} ${path}`]

/** For a test: whether each line is of a route. */
export const tabled: readonly string[] = Object.keys(table)
