import type { FidelityCase } from "../Call.ts"

export const searchCases: readonly FidelityCase[] = [
  {
    name: "searches: sorted, after a hit, and what is none",
    calls: [
      [
        "PUT",
        "/a",
        {
          settings: { number_of_replicas: 0 },
          mappings: {
            properties: {
              n: { type: "long" },
              t: { type: "keyword" },
              d: { type: "date" },
              b: { type: "boolean" },
              x: { type: "text" }
            }
          }
        }
      ],
      ["PUT", "/a/_doc/1?refresh=true", { n: 5, t: "k1", d: "2020-01-01", b: false }],
      ["PUT", "/a/_doc/2?refresh=true", { n: 4, t: "k2", d: "2020-01-02", b: true }],
      ["PUT", "/a/_doc/3?refresh=true", { n: 3, t: "k3", d: "2020-01-03", b: false }],
      ["PUT", "/a/_doc/4?refresh=true", { n: 2, t: "k4", d: "2020-01-04", b: true }],
      ["PUT", "/a/_doc/5?refresh=true", { n: 1, t: "k5", d: "2020-01-05", b: false }],
      ["POST", "/a/_search", { size: 2, sort: [{ n: "asc" }] }],
      ["POST", "/a/_search", { size: 2, sort: [{ n: "asc" }], search_after: [2] }],
      ["POST", "/a/_search", { size: 2, sort: [{ n: "asc" }], search_after: [2, 3] }],
      ["POST", "/a/_search", { size: 2, sort: [{ n: "asc" }], search_after: [] }],
      ["POST", "/a/_search", { size: 2, sort: [{ n: "asc" }], search_after: ["x"] }],
      ["POST", "/a/_search", { size: 2, search_after: [2] }],
      ["POST", "/a/_search", { size: 2, from: 1, sort: [{ n: "asc" }], search_after: [2] }],
      ["POST", "/a/_search", { size: 2, sort: ["t"], search_after: ["k2"] }],
      ["POST", "/a/_search", { size: 2, sort: ["d"] }],
      ["POST", "/a/_search", { size: 2, sort: [{ d: "desc" }], search_after: [1578009600000] }],
      ["POST", "/a/_search", { sort: ["b", "n"], size: 3 }],
      ["POST", "/a/_search", { sort: ["_id"] }],
      ["POST", "/a/_search", { sort: ["_doc"], size: 2 }],
      ["POST", "/a/_search", { sort: ["_seq_no"], size: 1 }],
      ["POST", "/a/_search", { sort: ["_score"], size: 1 }],
      ["POST", "/a/_search", { sort: [{ n: "foo" }] }],
      ["POST", "/a/_search", { sort: [{ n: { order: "asc", missing: "_first" } }], size: 1 }],
      ["POST", "/a/_search", { sort: ["x"] }],
      ["POST", "/a/_search", { sort: ["t.keyword"] }],
      ["POST", "/a/_search", { sort: "n:desc", size: 1 }],
      ["POST", "/a/_search?sort=n:desc", { size: 1 }],
      ["POST", "/a/_search", { size: 0 }],
      ["POST", "/a/_search", { from: -1 }],
      ["POST", "/a/_search", { size: "x" }],
      ["POST", "/a/_search", { size: 10001 }],
      ["POST", "/a/_search", { foo: 1 }],
      ["POST", "/a/_search", { query: { foo: {} } }],
      ["POST", "/a/_search", { query: {} }],
      ["POST", "/a/_search", { query: { match_all: {}, term: {} } }],
      ["POST", "/a/_search", { query: { term: { n: 3 } } }],
      ["POST", "/a/_search", { query: { terms: { t: ["k1", "k2"] } } }],
      ["POST", "/a/_search", { query: { range: { d: { gte: "2020-01-03" } } }, sort: ["n"] }],
      ["POST", "/a/_search", { query: { range: { n: { gt: 2, lte: 4 } } }, sort: ["n"] }],
      ["POST", "/a/_search", { query: { exists: { field: "n" } }, size: 1, sort: ["n"] }],
      ["POST", "/a/_search", { query: { exists: { field: "nope" } } }],
      ["POST", "/a/_search", { query: { prefix: { t: "k" } }, size: 0 }],
      ["POST", "/a/_search", { query: { ids: { values: ["1", "9"] } } }],
      ["POST", "/a/_search", { _source: ["n"], size: 1, sort: ["n"] }],
      ["POST", "/a/_search", { _source: { includes: ["n", "t"], excludes: ["t"] }, size: 1, sort: ["n"] }],
      ["POST", "/a/_search", { track_total_hits: false, size: 1, sort: ["n"] }],
      ["POST", "/a/_search", { track_total_hits: 2, size: 1, sort: ["n"] }],
      ["POST", "/a/_search", { timeout: "1s", size: 0 }]
    ]
  },
  {
    name: "searches: of a point in time, page by page",
    calls: [
      [
        "PUT",
        "/a",
        {
          settings: { number_of_replicas: 0 },
          mappings: {
            properties: {
              n: { type: "long" },
              t: { type: "keyword" },
              d: { type: "date" },
              b: { type: "boolean" },
              x: { type: "text" }
            }
          }
        }
      ],
      ["PUT", "/a/_doc/1?refresh=true", { n: 5, t: "k1", d: "2020-01-01", b: false }],
      ["PUT", "/a/_doc/2?refresh=true", { n: 4, t: "k2", d: "2020-01-02", b: true }],
      ["PUT", "/a/_doc/3?refresh=true", { n: 3, t: "k3", d: "2020-01-03", b: false }],
      ["PUT", "/a/_doc/4?refresh=true", { n: 2, t: "k4", d: "2020-01-04", b: true }],
      ["PUT", "/a/_doc/5?refresh=true", { n: 1, t: "k5", d: "2020-01-05", b: false }],
      ["POST", "/a/_pit?keep_alive=1m", undefined, { capture: { pit: "id" } }],
      ["POST", "/_search", { size: 2, sort: [{ n: "asc" }], pit: { id: "$pit" } }],
      ["POST", "/_search", { size: 2, sort: [{ n: "asc" }], search_after: [2], pit: { id: "$pit" } }],
      ["POST", "/_search", { size: 2, sort: [{ n: "asc" }], search_after: [2, 1], pit: { id: "$pit" } }],
      ["POST", "/_search", { size: 2, pit: {} }],
      ["DELETE", "/_pit", { id: "$pit" }],
      ["DELETE", "/_pit", { id: "$pit" }],
      ["DELETE", "/_pit"],
      ["DELETE", "/_pit", {}],
      ["POST", "/_search", { size: 2, pit: { id: "$pit" } }]
    ]
  },
  {
    name: "health: what it waits for",
    calls: [
      [
        "PUT",
        "/a",
        {
          settings: { number_of_replicas: 0 },
          mappings: {
            properties: {
              n: { type: "long" },
              t: { type: "keyword" },
              d: { type: "date" },
              b: { type: "boolean" },
              x: { type: "text" }
            }
          }
        }
      ],
      ["GET", "/_cluster/health?level=foo"],
      ["GET", "/_cluster/health?wait_for_nodes=1"],
      ["GET", "/_cluster/health?wait_for_nodes=>=2&timeout=10ms"],
      ["GET", "/_cluster/health?wait_for_status=foo"],
      ["GET", "/_cluster/health?wait_for_active_shards=foo"],
      ["GET", "/_cluster/health?wait_for_active_shards=5&timeout=10ms"],
      ["GET", "/_cluster/health?wait_for_events=languid"]
    ]
  },
  {
    name: "cat: columns and orders that there are not",
    calls: [
      [
        "PUT",
        "/a",
        {
          settings: { number_of_replicas: 0 },
          mappings: {
            properties: {
              n: { type: "long" },
              t: { type: "keyword" },
              d: { type: "date" },
              b: { type: "boolean" },
              x: { type: "text" }
            }
          }
        }
      ],
      ["GET", "/_cat/indices?h=nope&format=json"],
      ["GET", "/_cat/indices?s=nope"],
      ["GET", "/_cat/indices?h=index,nope,pri&v"]
    ]
  }
]
