import type { Call, FidelityCase } from "../Call.ts"
import { indices, repository, snapshotOf } from "./givenCalls.ts"

const defaults = (path: string): Call => [
  "GET",
  `/_cluster/settings?include_defaults=true&flat_settings=true&filter_path=${path}`
]

const asked =
  "persistent,transient,defaults.action.destructive_requires_name,defaults.cluster.max_shards_per_node*," +
  "defaults.cluster.blocks*,defaults.cluster.routing.allocation.enable,defaults.cluster.routing.allocation.disk.watermark.*"

const flat = (names: string): string =>
  names
    .split(",")
    .map((name) =>
      name.replace(/^defaults\.(.+)$/, (_, key: string) => `defaults.${key.replaceAll(".", String.raw`\.`)}`)
    )
    .join(",")

/** What somebody looks at who plans a restore: room, limits, settings, names. */
export const clusterFactCases: readonly FidelityCase[] = [
  {
    name: "facts: settings and their defaults",
    calls: [
      defaults(flat(asked)),
      [
        "GET",
        "/_cluster/settings?include_defaults=true&filter_path=defaults.action.destructive_requires_name,defaults.cluster.max_shards_per_node,defaults.cluster.blocks,defaults.cluster.routing.allocation.enable,defaults.cluster.routing.allocation.disk.watermark"
      ],
      [
        "PUT",
        "/_cluster/settings",
        {
          persistent: {
            "cluster.max_shards_per_node": 500,
            "cluster.routing.allocation.enable": "primaries"
          },
          transient: { "action.destructive_requires_name": false }
        }
      ],
      ["GET", "/_cluster/settings?flat_settings=true"],
      ["GET", "/_cluster/settings"],
      [
        "GET",
        "/_cluster/settings?include_defaults=true&filter_path=defaults.action.destructive_requires_name,defaults.cluster.max_shards_per_node,defaults.cluster.blocks,defaults.cluster.routing.allocation.enable"
      ],
      [
        "PUT",
        "/_cluster/settings?flat_settings=true",
        { transient: { "action.destructive_requires_name": null } }
      ],
      ["PUT", "/_cluster/settings", { persistent: { "cluster.routing.allocation.enable": "nope" } }],
      ["PUT", "/_cluster/settings", { persistent: { "cluster.max_shards_per_node": 0 } }]
    ]
  },
  {
    name: "facts: room",
    calls: [
      ...indices,
      ["PUT", "/y", { settings: { number_of_replicas: 1 } }],
      ["GET", "/_cat/allocation?format=json&bytes=b&s=node"],
      ["GET", "/_cat/allocation?format=json&bytes=b&h=shards,node,disk.avail,disk.total&s=node"],
      ["GET", "/_cat/allocation?h=shards,n,h,ip&s=node"],
      ["GET", "/_cat/allocation/n1?format=json&h=node,s&s=node"],
      ["GET", "/_cat/allocation/nope?format=json"],
      ["GET", "/_cat/allocation?foo=1"],
      [
        "GET",
        "/_nodes/stats/fs?filter_path=_nodes,nodes.*.name,nodes.*.fs.total,nodes.*.fs.data.total_in_bytes,nodes.*.fs.data.available_in_bytes,nodes.*.fs.data.low_watermark_free_space_in_bytes"
      ],
      ["GET", "/_nodes/_local/stats/fs?filter_path=_nodes,nodes.*.name,nodes.*.fs.total"],
      ["GET", "/_nodes/stats/fs?foo=1"]
    ]
  },
  {
    name: "facts: what servers without further modules do not have",
    calls: [
      ["GET", "/_ilm/policy"],
      ["GET", "/_ilm/policy/x"],
      ["PUT", "/_ilm/policy/x", { policy: {} }],
      ["POST", "/_security/user/_has_privileges", {}],
      ["GET", "/_slm/policy"],
      ["GET", "/_license"],
      ["GET", "/_xpack"]
    ]
  },
  {
    name: "facts: which names there are",
    calls: [
      ...indices,
      ["GET", "/_resolve/index/a,x?expand_wildcards=all"],
      ["GET", "/_resolve/index/c,h,.d?expand_wildcards=all"],
      ["GET", "/_resolve/index/a,nope?expand_wildcards=all"],
      ["GET", "/_resolve/index/nope,a?expand_wildcards=all&ignore_unavailable=true"],
      ["GET", "/_resolve/index/nope?expand_wildcards=all&ignore_unavailable=true"],
      ["GET", "/_resolve/index/nope,nope2?expand_wildcards=all&ignore_unavailable=true"],
      ["GET", "/_resolve/index/a*,nope*?expand_wildcards=all"],
      ["GET", "/_resolve/index/x?expand_wildcards=all"],
      ["POST", "/_resolve/index/a"]
    ]
  },
  {
    name: "facts: why a shard is where it is",
    calls: [
      ["GET", "/_cluster/allocation/explain"],
      ["GET", "/_cluster/allocation/explain", {}],
      ["GET", "/_cluster/allocation/explain", { index: "nope", shard: 0, primary: true }],
      ["PUT", "/a", { settings: { number_of_replicas: 0 } }],
      ...[
        { index: "a", shard: 3, primary: true },
        { index: "a", shard: 0 },
        { index: "a" },
        { shard: 0, primary: true },
        { index: "a", shard: 0, primary: false },
        { index: "a", shard: 0, primary: true, foo: 1 },
        { index: "a", shard: 0, primary: true }
      ].map((body): Call => ["GET", "/_cluster/allocation/explain", body]),
      ["POST", "/_cluster/allocation/explain", { index: "a", shard: 0, primary: true }],
      ["GET", "/_cluster/allocation/explain?foo=1"],
      ["PUT", "/_cluster/allocation/explain"],
      ["PUT", "/y", { settings: { number_of_replicas: 1 } }],
      ["GET", "/_cluster/allocation/explain", { index: "y", shard: 0, primary: false }],
      ["GET", "/_cluster/allocation/explain"],
      ["GET", "/_cat/shards/y?format=json&h=index,shard,prirep,state,ur,ud&s=prirep"],
      ["DELETE", "/y"],
      [
        "PUT",
        "/z?wait_for_active_shards=0",
        { settings: { number_of_replicas: 0, "index.routing.allocation.require._name": "nowhere" } }
      ],
      ["GET", "/_cluster/allocation/explain", { index: "z", shard: 0, primary: true }],
      ["GET", "/_cat/shards/z?format=json&h=index,shard,prirep,state,ur,ud"]
    ]
  },
  {
    name: "facts: health by shard",
    calls: [
      ...indices,
      ["PUT", "/y", { settings: { number_of_replicas: 1, number_of_shards: 2 } }],
      ["GET", "/_cluster/health?level=shards"],
      ["GET", "/_cluster/health/a?level=shards"],
      ["GET", "/_cluster/health/b,y?level=shards&filter_path=indices.*.shards"],
      ["GET", "/_cluster/health/nope?level=shards&timeout=1ms"]
    ]
  },
  {
    name: "facts: exact names are deleted all or none",
    calls: [
      repository,
      ...indices,
      snapshotOf("s", "a", "b"),
      ["DELETE", "/a,nope,b"],
      ["DELETE", "/nope,a"],
      ["GET", "/_resolve/index/*?filter_path=indices.name"],
      ["DELETE", "/a,x"],
      ["DELETE", "/a,b*"],
      ["DELETE", "/*"],
      ["DELETE", "/_all"],
      ["GET", "/_resolve/index/*?filter_path=indices.name"],
      ["DELETE", "/a,nope?ignore_unavailable=true"],
      ["DELETE", "/b,b"],
      ["GET", "/_resolve/index/*?filter_path=indices.name"],
      ["PUT", "/_cluster/settings", { persistent: { "action.destructive_requires_name": false } }],
      ["PUT", "/e1", { settings: { number_of_replicas: 0 } }],
      ["PUT", "/e2", { settings: { number_of_replicas: 0 } }],
      ["DELETE", "/e*"],
      ["GET", "/_resolve/index/*?filter_path=indices.name"]
    ]
  },
  {
    name: "facts: what a restore in place meets",
    calls: [
      repository,
      ...indices,
      snapshotOf("s", "a", "b"),
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "a,b" }],
      ["POST", "/_snapshot/r/nope/_restore?wait_for_completion=true", { indices: "a" }],
      ["PUT", "/a/_doc/99?refresh=true", { n: 99 }],
      ["POST", "/a,b/_close"],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "a,b" }],
      ["GET", "/a/_count"],
      ["DELETE", "/b"],
      ["PUT", "/b", { settings: { number_of_shards: 1, number_of_replicas: 0 } }],
      ["POST", "/b/_close"],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "b" }],
      ["DELETE", "/a,b"],
      ["PUT", "/other", { settings: { number_of_replicas: 0 }, aliases: { a: {} } }],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "a,b" }],
      ["GET", "/_resolve/index/*?filter_path=indices.name"],
      ["DELETE", "/other"],
      ["PUT", "/x", { settings: { number_of_replicas: 0 } }],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "a,b" }],
      ["DELETE", "/x"],
      ["PUT", "/_cluster/settings", { persistent: { "cluster.max_shards_per_node": 3 } }],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "a,b" }],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "b" }],
      ["PUT", "/_cluster/settings", { persistent: { "cluster.max_shards_per_node": null } }],
      ["PUT", "/_cluster/settings", { persistent: { "cluster.blocks.read_only": true } }],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "a" }],
      ["DELETE", "/h"],
      ["PUT", "/_cluster/settings", { persistent: { "cluster.blocks.read_only": null } }],
      ["PUT", "/_cluster/settings", { persistent: { "cluster.blocks.read_only_allow_delete": true } }],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "a" }],
      ["DELETE", "/h"],
      ["PUT", "/_cluster/settings", { persistent: { "cluster.blocks.read_only_allow_delete": null } }],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "a,b", feature_states: [] }],
      ["DELETE", "/a,b"],
      [
        "POST",
        "/_snapshot/r/s/_restore?wait_for_completion=true",
        { indices: "a,b", feature_states: ["none"] }
      ],
      ["GET", "/_resolve/index/*?filter_path=indices.name"]
    ]
  }
]
