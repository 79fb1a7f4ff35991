import type { FidelityCase } from "../Call.ts"

const limit = (value: number | null) =>
  ["PUT", "/_cluster/settings", { persistent: { "cluster.max_shards_per_node": value } }] as const

const clusterBlock = (name: string, value: boolean | null) =>
  ["PUT", "/_cluster/settings", { persistent: { [`cluster.blocks.${name}`]: value } }] as const

const look = [
  "GET",
  "/_cluster/settings?include_defaults=true&filter_path=*.cluster.max_shards_per_node,*.cluster.blocks"
] as const

const open = [
  "GET",
  "/_cluster/health/*?expand_wildcards=open,hidden&filter_path=number_of_data_nodes,active_shards,initializing_shards,unassigned_shards"
] as const

const byIndex = ["GET", "/_cluster/health/*?level=indices&expand_wildcards=all"] as const

const expanding = { settings: { number_of_shards: 1, auto_expand_replicas: "0-1", hidden: true } }

/** What a cluster as a whole refuses to writers. */
export const limitCases: readonly FidelityCase[] = [
  {
    name: "limits: shards of a node",
    calls: [
      look,
      ["PUT", "/a", { settings: { number_of_shards: 1, number_of_replicas: 1 } }],
      ["PUT", "/b", { settings: { number_of_shards: 2, number_of_replicas: 0 } }],
      open,
      limit(4),
      look,
      ["PUT", "/c", {}],
      ["PUT", "/c/_doc/1", { n: 1 }],
      ["PUT", "/c", expanding],
      ["PUT", "/c", { settings: { ...expanding.settings, number_of_replicas: 0 } }],
      limit(5),
      ["PUT", "/d", expanding],
      ["PUT", "/d", { settings: { ...expanding.settings, number_of_replicas: 0 } }],
      ["GET", "/d/_settings/index.number_of_replicas"],
      byIndex,
      ["POST", "/b/_close"],
      open,
      byIndex,
      ["GET", "/_cluster/health/z*?level=indices&filter_path=indices.*.status"],
      ["PUT", "/e", expanding],
      ["GET", "/e/_settings/index.number_of_replicas"],
      limit(null)
    ]
  },
  {
    name: "limits: a cluster that may only be read",
    calls: [
      ["PUT", "/a", { settings: { number_of_replicas: 0 } }],
      ...(["read_only", "read_only_allow_delete"] as const).flatMap((name) => [
        clusterBlock(name, true),
        look,
        ["PUT", "/a/_doc/1", { n: 1 }] as const,
        ["PUT", "/b", {}] as const,
        ["GET", "/a/_count"] as const,
        clusterBlock(name, null)
      ]),
      clusterBlock("read_only", true),
      clusterBlock("read_only_allow_delete", true),
      ["PUT", "/a/_doc/1", { n: 1 }],
      clusterBlock("read_only_allow_delete", null),
      clusterBlock("read_only", null)
    ]
  },
  {
    name: "limits: a template that makes data streams only",
    calls: [
      ["PUT", "/_index_template/t", { index_patterns: ["a-*"], priority: 5, data_stream: {} }],
      ["PUT", "/_index_template/u", { index_patterns: ["a-b*"], priority: 6 }],
      ["PUT", "/a-a", expanding],
      ["PUT", "/a-b", expanding],
      [
        "GET",
        "/_index_template?filter_path=index_templates.name,index_templates.index_template.index_patterns,index_templates.index_template.priority,index_templates.index_template.data_stream"
      ],
      ["DELETE", "/_index_template/t,u"],
      ["GET", "/_index_template?filter_path=index_templates.name"]
    ]
  }
]
