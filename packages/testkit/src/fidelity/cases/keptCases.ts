import type { FidelityCase } from "../Call.ts"

const green = { settings: { number_of_replicas: 0 } }
const twoShards = { settings: { number_of_replicas: 0, number_of_shards: 2 } }
const readOnly = { type: "fs", settings: { location: "$loc/r", readonly: true } }

/** What random sequences found, as small as they made it. */
export const keptCases: readonly FidelityCase[] = [
  {
    name: "kept: a hidden index is seen through an alias that is not",
    calls: [
      ["PUT", "/ja", { settings: { number_of_replicas: 0, hidden: true }, aliases: { xa: {} } }],
      ["GET", "/*?expand_wildcards=open,closed"],
      ["POST", "/*/_count"],
      ["POST", "/*,-i*/_count"]
    ]
  },
  {
    name: "kept: nothing is expanded",
    calls: [
      ["PUT", "/_snapshot/r", { type: "fs", settings: { location: "$loc/r" } }],
      ["PUT", "/ia", green],
      ["PUT", "/_snapshot/r/s1?wait_for_completion=true", { expand_wildcards: "none" }],
      ["PUT", "/_snapshot/r/s2?wait_for_completion=true", { indices: "i*", expand_wildcards: "none" }],
      [
        "PUT",
        "/_snapshot/r/s3?wait_for_completion=true",
        { indices: "i*", expand_wildcards: "none", ignore_unavailable: true }
      ]
    ]
  },
  {
    name: "kept: an alias for nothing",
    calls: [
      ["PUT", "/*,-*/_alias/xa"],
      ["DELETE", "/*,-*"],
      ["PUT", "/nope*/_alias/xa"]
    ]
  },
  {
    name: "kept: an update with a condition and an upsert",
    calls: [
      ["POST", "/ic/_update/0?if_seq_no=1&if_primary_term=2", { doc: { n: 0 }, doc_as_upsert: true }],
      ["POST", "/ic/_update/0?if_seq_no=1&if_primary_term=2", { doc: { n: 0 }, upsert: { n: 1 } }],
      ["HEAD", "/ic"]
    ]
  },
  {
    name: "kept: a bulk request makes its indices first",
    calls: [
      ["POST", "/ib/_bulk?refresh=true", '{"delete":{"_id":"1"}}\n{"create":{"_id":"1"}}\n{"n":1}\n'],
      ["POST", "/ic/_bulk?refresh=true", '{"delete":{"_id":"1"}}\n'],
      ["POST", "/Ic/_bulk?refresh=true", '{"delete":{"_id":"1"}}\n{"create":{"_id":"1"}}\n{"n":1}\n'],
      ["PUT", "/ia", { ...twoShards, aliases: { xa: {} } }],
      ["POST", "/xa/_bulk?refresh=true", '{"update":{"_id":"2"}}\n{"doc":{"n":2}}\n']
    ]
  },
  {
    name: "kept: aliases that are removed twice, or before they are there",
    calls: [
      ["PUT", "/ia", green],
      [
        "POST",
        "/_aliases",
        { actions: [{ remove: { index: "ia", alias: "xa" } }, { add: { index: "ia", alias: "xa" } }] }
      ],
      [
        "POST",
        "/_aliases",
        { actions: [{ remove: { index: "i*", alias: "xa" } }, { remove: { index: "i*", alias: "xa" } }] }
      ],
      ["GET", "/_alias"]
    ]
  },
  {
    name: "kept: a delete through an alias of two",
    calls: [
      ["PUT", "/ia", { ...green, aliases: { xa: {} } }],
      ["PUT", "/ib", { ...green, aliases: { xa: {} } }],
      ["DELETE", "/xa/_doc/2"],
      ["PUT", "/xa/_doc/2", {}]
    ]
  },
  {
    name: "kept: a closed index has come up from its own files",
    calls: [
      ["PUT", "/ja", green],
      ["POST", "/ja/_close"],
      ["GET", "/ja/_recovery?filter_path=*.shards.type"],
      ["POST", "/ja/_open"],
      ["GET", "/ja/_recovery?filter_path=*.shards.type"]
    ]
  },
  {
    name: "kept: a clone in a read-only repository",
    calls: [
      ["PUT", "/_snapshot/r", readOnly],
      ["PUT", "/_snapshot/r/S1/_clone/s1", { indices: "ib" }],
      ["PUT", "/_snapshot/r/s1/_clone/S1", { indices: "ib" }],
      ["PUT", "/_snapshot/q/S1/_clone/S1", { indices: "ib" }]
    ]
  },
  {
    name: "kept: documents of a template's shards",
    calls: [
      [
        "PUT",
        "/_index_template/t1",
        {
          index_patterns: ["j*"],
          priority: 1,
          template: { settings: { number_of_shards: 2, number_of_replicas: 0 } }
        }
      ],
      ["PUT", "/ja/_doc/3?refresh=true", { n: 71 }],
      ["PUT", "/ja/_doc/2?refresh=true", { n: 16 }],
      ["GET", "/_index_template/t*"]
    ]
  },
  {
    name: "kept: updates that change nothing, or meet a closed index",
    calls: [
      ["PUT", "/ia/_doc/1?refresh=true", { n: 1 }],
      ["POST", "/ia/_update/1?refresh=true", { doc: { n: 1 } }],
      ["PUT", "/ia,nope*/_alias/yb"],
      ["PUT", "/ia/_alias/xa"],
      ["PUT", "/xa/_alias/xb"],
      ["GET", "/_all?expand_wildcards=none"],
      [
        "POST",
        "/_aliases",
        { actions: [{ remove: { index: "ia", alias: "xb" } }, { remove: { index: "ia", alias: "ya" } }] }
      ],
      ["POST", "/ia/_close"],
      ["POST", "/ia/_update/1", { doc: { n: 2 } }]
    ]
  },
  {
    name: "kept: templates in the order of their names' hashes",
    calls: [
      ["PUT", "/_index_template/t2", { index_patterns: ["k*"], priority: 0 }],
      ["PUT", "/_index_template/t1", { index_patterns: ["j*"], priority: 2 }],
      ["GET", "/_index_template/t*"]
    ]
  },
  {
    name: "kept: what wildcards reach through aliases of hidden indices, or with nothing to expand",
    calls: [
      ["PUT", "/ia", { settings: { number_of_replicas: 0, number_of_shards: 3 } }],
      ["PUT", "/.id", { settings: { number_of_replicas: 0, hidden: true }, aliases: { xa: {} } }],
      ["GET", "/_resolve/index/*,-i*,ia"],
      ["GET", "/_resolve/index/_all?expand_wildcards=none"]
    ]
  },
  {
    name: "kept: alias actions of which one cannot be done",
    calls: [
      ["PUT", "/ya/_create/4?refresh=true", { n: 88 }],
      ["PUT", "/ia/_doc/1?refresh=true", { n: 1 }],
      [
        "POST",
        "/_aliases",
        { actions: [{ add: { index: "i*", alias: "xb" } }, { add: { index: "ia", alias: "ya" } }] }
      ],
      ["POST", "/xb/_update/1?refresh=true", { doc: { n: 2 }, doc_as_upsert: true }],
      ["POST", "/*a/_count"]
    ]
  },
  {
    name: "kept: an alias that is added and taken away at once",
    calls: [
      ["PUT", "/ib", { settings: { number_of_replicas: 0 } }],
      [
        "POST",
        "/_aliases",
        { actions: [{ add: { index: "ib", alias: "ya" } }, { remove: { index: "ib", alias: "ya" } }] }
      ],
      ["GET", "/ya/_doc/1"],
      ["PUT", "/nope*/_settings", { "index.blocks.write": true }]
    ]
  },
  {
    name: "kept: a template that is there, of components that are not",
    calls: [
      ["PUT", "/_index_template/t1", { index_patterns: ["j*"] }],
      ["PUT", "/_index_template/t1?create=true", { index_patterns: ["j*"], composed_of: ["c2"] }]
    ]
  },
  {
    name: "kept: counts of indices that are not named, documents without a number",
    calls: [
      ["PUT", "/_snapshot/r1", { type: "fs", settings: { location: "$loc/r1" } }],
      ["PUT", "/ia/_doc/0?refresh=true", { fresh: "x" }],
      ["PUT", "/_snapshot/r1/t1?wait_for_completion=true", { indices: "-*" }],
      ["PUT", "/_snapshot/r1/s3?wait_for_completion=true", { indices: "ia" }],
      ["GET", "/_snapshot/r1/_all?index_names=false&sort=index_count&size=3"],
      ["POST", "/ia/_search", { sort: [{ n: { order: "asc", unmapped_type: "long" } }] }],
      ["POST", "/ia/_search", { sort: [{ n: { order: "desc", unmapped_type: "long" } }] }]
    ]
  },
  {
    name: "kept: creating an index that is there and blocked",
    calls: [
      ["PUT", "/ib", { settings: { number_of_replicas: 0 } }],
      ["PUT", "/i*/_settings", { "index.blocks.metadata": true }],
      ["PUT", "/ib", { settings: { number_of_replicas: 0 } }]
    ]
  },
  {
    name: "kept: templates that a global state does not have, aliases in spite of blocks",
    calls: [
      ["PUT", "/_snapshot/r1", { type: "fs", settings: { location: "$loc/r1" } }],
      ["PUT", "/_snapshot/r1/s2?wait_for_completion=true", { indices: "-*" }],
      ["PUT", "/_component_template/c1", { template: {} }],
      ["PUT", "/_index_template/t3", { index_patterns: ["j*"] }],
      ["POST", "/_snapshot/r1/s2/_restore?wait_for_completion=true", { include_global_state: true }],
      ["GET", "/_index_template/t*"],
      ["GET", "/_component_template"],
      ["PUT", "/ia", { settings: { number_of_replicas: 0 } }],
      ["PUT", "/ia/_settings", { "index.blocks.read_only": true }],
      ["POST", "/_aliases", { actions: [{ add: { index: "i*", alias: "xa" } }] }],
      ["POST", "/_aliases", { actions: [{ add: { index: "ia", alias: "xb" } }] }],
      ["PUT", "/i*/_alias/xb"],
      ["DELETE", "/ia/_alias/xb"],
      ["DELETE", "/i*/_alias/xb"]
    ]
  },
  {
    name: "kept: a document with a new field where the mapping is blocked",
    calls: [
      ["PUT", "/ia/_doc/1?refresh=true", { n: 1 }],
      ["PUT", "/ia/_settings", { "index.blocks.metadata": true }],
      ["PUT", "/ia/_doc/3?refresh=true", { n: 75, t: "w" }],
      ["PUT", "/ia/_doc/3?refresh=true", { n: 75 }]
    ]
  },
  {
    name: "kept: settings of closed indices are shown by name only",
    calls: [
      ["PUT", "/a", { settings: { number_of_replicas: 0 } }],
      ["PUT", "/b", { settings: { number_of_replicas: 0 } }],
      ["POST", "/a/_close"],
      ["GET", "/_settings"],
      ["GET", "/*/_settings/index.number*"],
      ["GET", "/_all/_settings"],
      ["GET", "/a/_settings"],
      ["GET", "/a*/_settings"]
    ]
  },
  {
    name: "kept: several fields that would become others",
    calls: [
      ["PUT", "/ia/_doc/1?refresh=true", { n: 58, t: "w", m: 1 }],
      ["PUT", "/ia/_mapping", { properties: { n: { type: "keyword" }, t: { type: "keyword" } } }],
      ["PUT", "/ia/_mapping", { properties: { n: { type: "keyword" }, m: { type: "keyword" } } }]
    ]
  },
  {
    name: "kept: an alias that is added to one index and taken away from another",
    calls: [
      ["PUT", "/ia", { settings: { number_of_replicas: 0 }, aliases: { xa: {} } }],
      ["PUT", "/ib", twoShards],
      [
        "POST",
        "/_aliases",
        { actions: [{ add: { index: "i*", alias: "xa" } }, { remove: { index: "i*", alias: "xa" } }] }
      ],
      ["GET", "/_alias"],
      ["PUT", "/xa/_doc/2?refresh=true", { fresh: 1 }]
    ]
  },
  {
    name: "kept: a search of several indices that are blocked",
    calls: [
      ["PUT", "/ia", green],
      ["PUT", "/ib", twoShards],
      ["PUT", "/i*/_settings", { "index.blocks.read": true }],
      ["POST", "/*/_count", undefined, { anyBlocked: true }],
      ["POST", "/ib,ia/_search", undefined, { anyBlocked: true }],
      ["POST", "/i*/_pit?keep_alive=1m", undefined, { anyBlocked: true }]
    ]
  },
  {
    name: "kept: what HTTP allows beside the ordinary",
    calls: [
      ["GET", "/_cluster/settings?format=yaml"],
      ["GET", "/_snapshot/nope?format=yaml"],
      ["GET", "/_cluster/settings", undefined, { headers: { accept: "application/yaml" } }],
      ["GET", "/_cluster/settings", undefined, { headers: { "x-opaque-id": "mine" } }],
      ["GET", "/_snapshot?pretty=foo"],
      ["GET", "/_snapshot?human=foo"],
      ["GET", "/_snapshot/nope?error_trace=foo"],
      ["GET", "/_snapshot/%zz"],
      ["GET", "/_snapshot/%"],
      ["GET", "/_snapshot/%FF"],
      ["OPTIONS", "/_nope/x/y/z/q"],
      ["GET", "/_cluster/settings", { x: 1 }],
      ["DELETE", "/nope", { x: 1 }],
      ["PUT", "/_snapshot/r", { type: "nope" }],
      ["PUT", "/_snapshot/r", "{}", { headers: { "content-type": "foo" } }]
    ]
  }
]
