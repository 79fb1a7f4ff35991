import type { Call, FidelityCase } from "../Call.ts"

const index: Call = [
  "PUT",
  "/a",
  {
    settings: { number_of_replicas: 0 },
    mappings: { properties: { n: { type: "long" }, t: { type: "keyword" } } }
  }
]

export const documentCases: readonly FidelityCase[] = [
  {
    name: "documents: one after the other",
    calls: [
      index,
      ["PUT", "/a/_doc/1?refresh=true", { n: 1 }],
      ["PUT", "/a/_doc/1?refresh=true", { n: 2 }],
      ["PUT", "/a/_create/1", { n: 3 }],
      ["PUT", "/a/_create/2?refresh=true", { n: 3 }],
      ["POST", "/a/_doc?refresh=true", { n: 4 }],
      ["PUT", "/a/_doc/1?op_type=create", { n: 3 }],
      ["GET", "/a/_doc/1"],
      ["GET", "/a/_doc/nope"],
      ["GET", "/nope/_doc/1"],
      ["HEAD", "/a/_doc/1"],
      ["HEAD", "/a/_doc/nope"],
      ["GET", "/a/_source/1"],
      ["GET", "/a/_doc/1?_source=false"],
      ["DELETE", "/a/_doc/1?refresh=true"],
      ["DELETE", "/a/_doc/1?refresh=true"],
      ["DELETE", "/a/_doc/nope?refresh=true"],
      ["DELETE", "/nope/_doc/1"],
      ["PUT", "/a/_doc/1?refresh=true", { n: 5 }],
      ["GET", "/a/_doc/1"],
      ["GET", "/a/_count"],
      ["PUT", "/made/_doc/1?refresh=wait_for", { n: 1 }],
      ["GET", "/made"],
      ["PUT", "/Bad/_doc/1", { n: 1 }],
      ["PUT", "/a/_doc/1"],
      ["PUT", "/a/_doc/1?foo=1", {}],
      ["GET", "/a/_doc/1?foo=1"]
    ]
  },
  {
    name: "documents: conflicts",
    calls: [
      index,
      ["PUT", "/a/_doc/1?if_seq_no=0&if_primary_term=1", { n: 1 }],
      ["PUT", "/a/_doc/1", { n: 1 }],
      ["PUT", "/a/_doc/1?if_seq_no=0&if_primary_term=1", { n: 2 }],
      ["PUT", "/a/_doc/1?if_seq_no=0&if_primary_term=1", { n: 3 }],
      ["PUT", "/a/_doc/1?if_seq_no=1&if_primary_term=2", { n: 3 }],
      ["DELETE", "/a/_doc/1?if_seq_no=0&if_primary_term=1"],
      ["DELETE", "/a/_doc/2?if_seq_no=0&if_primary_term=1"],
      ["DELETE", "/a/_doc/1?if_seq_no=1&if_primary_term=1"],
      ["PUT", "/a/_doc/1?if_seq_no=2&if_primary_term=1", { n: 4 }],
      ["PUT", "/a/_doc/1?if_seq_no=1", { n: 4 }],
      ["PUT", "/a/_doc/1?if_primary_term=1", { n: 4 }],
      ["PUT", "/a/_create/1?if_seq_no=1&if_primary_term=1", { n: 4 }],
      ["POST", "/a/_update/1?if_seq_no=1&if_primary_term=1", { doc: { n: 4 } }],
      ["PUT", "/a/_doc/1", { n: 1 }],
      ["POST", "/a/_update/1?if_seq_no=1&if_primary_term=1", { doc: { n: 4 } }],
      ["POST", "/a/_close"],
      ["POST", "/a/_open"],
      ["PUT", "/a/_doc/1?if_seq_no=3&if_primary_term=1", { n: 2 }],
      ["GET", "/a/_doc/1"]
    ]
  },
  {
    name: "documents: updates",
    calls: [
      index,
      ["POST", "/a/_update/1", { doc: { n: 1 } }],
      ["POST", "/a/_update/1", { doc: { n: 1 }, doc_as_upsert: true }],
      ["POST", "/a/_update/1", { doc: { n: 1 } }],
      ["POST", "/a/_update/1", { doc: { n: 1 }, detect_noop: false }],
      ["POST", "/a/_update/1", { doc: { t: "x" } }],
      ["POST", "/a/_update/2", { doc: { t: "x" }, upsert: { n: 7 } }],
      ["GET", "/a/_doc/1"],
      ["GET", "/a/_doc/2"],
      ["POST", "/a/_update/1", {}],
      ["POST", "/nope/_update/1", { doc: {} }]
    ]
  },
  {
    name: "documents: bulk",
    calls: [
      [
        "POST",
        "/_bulk?refresh=true",
        '{"index":{"_index":"a","_id":"1"}}\n{"n":1}\n{"create":{"_index":"a","_id":"1"}}\n{"n":2}\n{"update":{"_index":"a","_id":"1"}}\n{"doc":{"n":3}}\n{"delete":{"_index":"a","_id":"2"}}\n{"delete":{"_index":"none","_id":"2"}}\n{"index":{"_index":"Bad","_id":"2"}}\n{"n":1}\n'
      ],
      ["POST", "/a/_bulk?refresh=true", '{"index":{"_id":"9","if_seq_no":5,"if_primary_term":1}}\n{"n":1}\n'],
      ["POST", "/a/_bulk", '{"index":{"_id":"1"}}\n{"n":1}'],
      ["POST", "/a/_bulk", "\n"],
      ["POST", "/a/_bulk", '{"foo":{"_id":"1"}}\n{"n":1}\n'],
      ["POST", "/_bulk", '{"index":{"_id":"1"}}\n{"n":1}\n'],
      ["POST", "/a/_search", { sort: ["n"] }]
    ]
  },
  {
    name: "documents: search, page by page",
    calls: [
      index,
      ...["1", "2", "3", "4", "5"].map((id): Call => [
        "PUT",
        `/a/_doc/${id}?refresh=true`,
        { n: Number(id) % 3, t: id }
      ]),
      ["POST", "/a/_search"],
      ["GET", "/a/_search?size=2"],
      ["POST", "/a/_search", { size: 2, sort: [{ n: "desc" }, { t: "asc" }], track_total_hits: true }],
      ["POST", "/a/_search", { size: 2, sort: [{ n: "desc" }, { t: "asc" }], search_after: [1, "4"] }],
      ["POST", "/a/_search", { size: 2, from: 3, sort: ["t"], _source: false }],
      ["POST", "/a/_search", { size: 1, sort: ["t"], seq_no_primary_term: true, version: true }],
      ["POST", "/a/_search", { query: { term: { t: "3" } }, sort: ["t"] }],
      ["POST", "/a/_search", { query: { ids: { values: ["1", "2"] } }, sort: ["t"] }],
      ["POST", "/a/_search", { sort: ["nope"] }],
      ["POST", "/a/_search", { from: 10_000, size: 1 }],
      ["POST", "/a/_search", { size: -1 }],
      ["POST", "/nope/_search"],
      ["POST", "/a/_count", { query: { range: { n: { gte: 1 } } } }]
    ]
  },
  {
    name: "documents: a point in time",
    calls: [
      index,
      ...["1", "2", "3", "4", "5"].map((id): Call => [
        "PUT",
        `/a/_doc/${id}?refresh=true`,
        { n: 6 - Number(id) }
      ]),
      ["POST", "/a/_pit?keep_alive=1m", undefined, { capture: { pit: "id" } }],
      ["DELETE", "/a/_doc/5?refresh=true"],
      ["PUT", "/a/_doc/6?refresh=true", { n: 9 }],
      ["POST", "/_search", { size: 2, sort: ["_shard_doc"], pit: { id: "$pit", keep_alive: "1m" } }],
      ["POST", "/_search", { size: 2, sort: ["_shard_doc"], search_after: [1], pit: { id: "$pit" } }],
      ["POST", "/_search", { size: 2, sort: ["_shard_doc"], search_after: [4], pit: { id: "$pit" } }],
      ["POST", "/_search", { size: 2, sort: ["n"], pit: { id: "$pit" } }],
      ["POST", "/a/_search", { size: 2, pit: { id: "$pit" } }],
      ["POST", "/a/_pit"],
      ["POST", "/a/_pit?keep_alive=foo"],
      ["POST", "/nope/_pit?keep_alive=1m"],
      ["DELETE", "/_pit", { id: "$pit" }]
    ]
  },
  {
    name: "documents: spread over shards",
    calls: [
      ["PUT", "/m", { settings: { number_of_shards: 3, number_of_replicas: 0 } }],
      ...["1", "2", "3", "abc", "ä", "long text with spaces"].map((id): Call => [
        "PUT",
        `/m/_doc/${encodeURIComponent(id)}?refresh=true`,
        { n: 1 }
      ]),
      ["PUT", "/m/_create/abc", { n: 1 }],
      ["DELETE", "/m/_doc/3?refresh=true"],
      ["POST", "/m/_search?size=20"]
    ]
  }
]
