import type { FidelityCase } from "../Call.ts"

export const blockCases: readonly FidelityCase[] = [
  {
    name: "blocks: of an index",
    calls: [
      [
        "PUT",
        "/a",
        {
          settings: { number_of_replicas: 0 },
          aliases: { al: {} },
          mappings: { properties: { n: { type: "long" }, t: { type: "keyword" } } }
        }
      ],
      ["PUT", "/a/_doc/1?refresh=true", { n: 1 }],
      ["PUT", "/a/_settings", { "index.blocks.write": true }],
      ["PUT", "/a/_doc/1", { n: 2 }],
      ["PUT", "/a/_create/1", { n: 2 }],
      ["DELETE", "/a/_doc/1"],
      ["POST", "/a/_update/1", { doc: { n: 2 } }],
      ["POST", "/a/_bulk", '{"index":{"_id":"1"}}\n{"n":1}\n{"delete":{"_id":"1"}}\n'],
      ["GET", "/a/_doc/1"],
      ["POST", "/a/_search", { sort: ["n"] }],
      ["POST", "/a/_refresh"],
      ["PUT", "/a/_mapping", { properties: { z: { type: "long" } } }],
      ["POST", "/a/_close"],
      ["POST", "/a/_open"],
      ["PUT", "/a/_settings", { "index.blocks.write": null }],
      ["PUT", "/a/_doc/1", { n: 2 }],
      ["PUT", "/a/_settings", { "index.blocks.read_only_allow_delete": true }],
      ["PUT", "/a/_doc/1", { n: 2 }],
      ["DELETE", "/a/_doc/1"],
      [
        "PUT",
        "/a/_settings",
        { "index.blocks.read_only_allow_delete": false, "index.blocks.read_only": "true" }
      ],
      ["PUT", "/a/_doc/1", { n: 2 }],
      ["PUT", "/a/_mapping", { properties: { z2: { type: "long" } } }],
      ["PUT", "/a/_alias/q"],
      ["POST", "/a/_close"],
      ["DELETE", "/a"],
      ["GET", "/a"],
      ["GET", "/a/_alias"],
      ["PUT", "/a/_settings", { "index.number_of_replicas": 1 }],
      ["PUT", "/a/_settings", { "index.blocks.read_only": null }],
      ["PUT", "/a/_settings", { "index.blocks.read": true }],
      ["GET", "/a/_doc/1"],
      ["POST", "/a/_search"],
      ["GET", "/a/_count"],
      ["PUT", "/a/_doc/1", { n: 5 }],
      ["POST", "/a/_update/1", { doc: { n: 9 } }],
      ["POST", "/a/_update/99", { doc: { n: 9 } }],
      ["PUT", "/a/_settings", { "index.blocks.read": null, "index.blocks.metadata": true }],
      ["GET", "/a"],
      ["GET", "/a/_settings"],
      ["GET", "/a/_mapping"],
      ["PUT", "/a/_settings", { "index.blocks.metadata": null }],
      ["PUT", "/a/_block/write"],
      ["PUT", "/a/_doc/1", { n: 5 }],
      ["GET", "/a/_settings?filter_path=**.blocks"],
      ["PUT", "/a/_block/foo"],
      ["PUT", "/a/_settings", { "index.blocks.write": "foo" }],
      ["DELETE", "/a/_block/write"],
      ["DELETE", "/a"]
    ]
  },
  {
    name: "blocks: of a full disk, of the cluster",
    calls: [
      [
        "PUT",
        "/a",
        {
          settings: { number_of_replicas: 0 },
          aliases: { al: {} },
          mappings: { properties: { n: { type: "long" }, t: { type: "keyword" } } }
        }
      ],
      ["PUT", "/a/_settings", { "index.blocks.read_only_allow_delete": true }],
      ["POST", "/a/_bulk", '{"index":{"_id":"1"}}\n{"n":1}\n'],
      ["POST", "/_snapshot/x"],
      ["PUT", "/_snapshot/r", { type: "fs", settings: { location: "$loc/r" } }],
      ["PUT", "/_snapshot/r/s?wait_for_completion=true", { indices: "a" }],
      ["POST", "/a/_close"],
      ["DELETE", "/a"],
      ["PUT", "/b", { settings: { number_of_replicas: 0, "index.blocks.write": true } }],
      ["PUT", "/b/_doc/1", { n: 1 }],
      ["PUT", "/_cluster/settings", { persistent: { "cluster.blocks.read_only": true } }],
      ["PUT", "/c"],
      ["PUT", "/b/_doc/1", {}],
      ["DELETE", "/b"],
      ["PUT", "/_snapshot/r/s2?wait_for_completion=true", { indices: "b" }],
      ["DELETE", "/_snapshot/r/s"],
      ["PUT", "/_snapshot/r9", { type: "fs", settings: { location: "$loc/r9" } }],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "a" }],
      ["PUT", "/_index_template/t", { index_patterns: ["q*"] }],
      ["PUT", "/_cluster/settings", { persistent: { "cluster.blocks.read_only": null } }]
    ]
  },
  {
    name: "blocks: that were verified",
    calls: [
      ["PUT", "/a", { settings: { number_of_replicas: 0 } }],
      ["PUT", "/a/_block/write"],
      ["GET", "/*/_settings/index.blocks*,index.verified*"],
      ["PUT", "/a/_settings", { "index.blocks.write": null }],
      ["GET", "/*/_settings/index.blocks*,index.verified*"],
      ["PUT", "/a/_block/read_only"],
      ["GET", "/*/_settings/index.blocks*,index.verified*"],
      ["PUT", "/a/_block/write"],
      ["PUT", "/a/_settings", { "index.blocks.read_only": false }],
      ["GET", "/*/_settings/index.blocks*,index.verified*"],
      ["PUT", "/a/_block/read"],
      ["PUT", "/a/_block/metadata"],
      ["PUT", "/a/_settings", { "index.blocks.metadata": null }],
      ["GET", "/*/_settings/index.blocks*,index.verified*"],
      ["PUT", "/a/_settings", { "index.blocks.write": true }],
      ["GET", "/*/_settings/index.blocks*,index.verified*"],
      ["GET", "/*/_settings/index.blocks*,index.verified*"],
      ["PUT", "/b", { settings: { "index.blocks.write": true } }],
      ["GET", "/*/_settings/index.blocks*,index.verified*"],
      ["PUT", "/b/_block/write"],
      ["GET", "/*/_settings/index.blocks*,index.verified*"],
      ["POST", "/a/_close"],
      ["PUT", "/a/_block/write"],
      ["GET", "/*/_settings/index.blocks*,index.verified*"]
    ]
  },
  {
    name: "blocks: of several indices, several of one",
    calls: [
      ["PUT", "/a", { settings: { number_of_replicas: 0 } }],
      ["PUT", "/b", { settings: { number_of_replicas: 0 } }],
      ["PUT", "/a,b/_settings", { "index.blocks.metadata": true }],
      ["GET", "/a,b"],
      ["GET", "/*/_settings"],
      ["GET", "/_cat/indices"],
      ["PUT", "/*/_settings", { "index.blocks.write": true }],
      ["PUT", "/a/_settings", { "index.blocks.metadata": null }],
      ["PUT", "/a/_settings", { "index.blocks.write": true, "index.blocks.read_only": true }],
      ["PUT", "/a/_doc/1", {}],
      ["GET", "/a/_alias"],
      ["GET", "/b/_alias"],
      ["POST", "/b/_refresh"],
      ["GET", "/_cluster/health/b"],
      ["GET", "/b/_recovery"],
      ["GET", "/_resolve/index/b"],
      ["POST", "/b/_count"],
      ["GET", "/b/_doc/1"]
    ]
  }
]
