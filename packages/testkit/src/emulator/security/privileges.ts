/**
 * What the named privileges of Elasticsearch 8 and 9 grant, as far as this program and those beside it ask for them: actions by name, of which a `*` at
 * the end stands for any rest. Ordered from the least privilege to the greatest, as refusals list them.
 *
 * From Elasticsearch's source and documentation: no secured server may be run here.
 */
export type Patterns = readonly string[]

const reads: Patterns = [
  "cluster:admin/snapshot/status*",
  "cluster:admin/snapshot/get",
  "cluster:admin/repository/get"
]

const templates: Patterns = [
  "indices:admin/template/*",
  "indices:admin/index_template/*",
  "cluster:admin/component_template/*"
]

export const clusterPrivileges: Readonly<Record<string, Patterns>> = {
  read_ilm: ["cluster:admin/ilm/get", "cluster:admin/ilm/operation_mode/get"],
  monitor_snapshot: reads,
  create_snapshot: ["cluster:admin/snapshot/create", ...reads],
  manage_ilm: ["cluster:admin/ilm/*"],
  manage_index_templates: templates,
  monitor: [
    "cluster:monitor/*",
    "indices:admin/template/get",
    "indices:admin/index_template/get",
    "cluster:admin/component_template/get"
  ],
  manage: ["cluster:*", "indices:admin/template/*", "indices:admin/index_template/*"],
  all: ["cluster:*", "indices:admin/template/*", "indices:admin/index_template/*"]
}

/** What `manage` leaves out of all that it grants. */
const onlyAll = "cluster:admin/xpack/security/"

const bulk = "indices:data/write/bulk*"

export const indexPrivileges: Readonly<Record<string, Patterns>> = {
  create_doc: [
    "indices:data/write/index",
    "indices:data/write/index[*",
    "indices:data/write/index:op_type/create",
    bulk
  ],
  create: ["indices:data/write/index*", bulk],
  delete: ["indices:data/write/delete*", bulk],
  index: ["indices:data/write/index*", bulk, "indices:data/write/update*"],
  write: ["indices:data/write/*", "indices:admin/mapping/auto_put"],
  read: ["indices:data/read/*"],
  delete_index: ["indices:admin/delete", "indices:admin/data_stream/delete"],
  create_index: ["indices:admin/create", "indices:admin/auto_create", "indices:admin/data_stream/create"],
  view_index_metadata: [
    "indices:admin/aliases/get",
    "indices:admin/get",
    "indices:admin/mappings/get",
    "indices:admin/mappings/fields/get*",
    "indices:admin/shards/search_shards",
    "indices:admin/validate/query*",
    "indices:admin/data_stream/get",
    "indices:admin/resolve/index",
    "indices:monitor/settings/get",
    "indices:data/read/field_caps*"
  ],
  monitor: ["indices:monitor/*"],
  manage: ["indices:monitor/*", "indices:admin/*", "indices:data/read/field_caps*"],
  all: ["indices:*"]
}

/** An action is of the cluster, or of the indices that a request names; templates belong to the cluster whatever they are called. */
export const isClusterAction = (action: string): boolean =>
  action.startsWith("cluster:") || /^indices:admin\/(index_)?template\//.test(action)

/** Whether one pattern grants all that another one asks for. */
const covers = (pattern: string, asked: string): boolean =>
  pattern.endsWith("*")
    ? (asked.endsWith("*") ? asked.slice(0, -1) : asked).startsWith(pattern.slice(0, -1))
    : pattern === asked

/** The patterns of a privilege by name, or of an action: the name of an action means every action that begins so. */
export const patternsOf = (
  named: Readonly<Record<string, Patterns>>,
  privilege: string
): Patterns | undefined =>
  named[privilege] ??
  (/^(cluster|indices):/.test(privilege) ? [`${privilege.replace(/\*$/, "")}*`] : undefined)

/** Whether privileges grant everything that `asked` stands for. */
export const grants = (
  named: Readonly<Record<string, Patterns>>,
  privileges: readonly string[],
  asked: Patterns
): boolean =>
  asked.every((one) =>
    privileges.some(
      (privilege) =>
        !(named === clusterPrivileges && privilege === "manage" && reachesSecurity(one)) &&
        (patternsOf(named, privilege) ?? []).some((pattern) => covers(pattern, one))
    )
  )

const reachesSecurity = (asked: string): boolean =>
  asked.endsWith("*")
    ? onlyAll.startsWith(asked.slice(0, -1)) || asked.startsWith(onlyAll)
    : asked.startsWith(onlyAll)

/** The named privileges that grant an action, the least first. */
export const thatGrant = (action: string): readonly string[] => {
  const named = isClusterAction(action) ? clusterPrivileges : indexPrivileges
  return Object.keys(named).filter((privilege) => grants(named, [privilege], [action]))
}
