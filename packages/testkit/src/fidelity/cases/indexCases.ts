import type { Call, FidelityCase } from "../Call.ts"
import { indices } from "./givenCalls.ts"

export const indexCases: readonly FidelityCase[] = [
  {
    name: "indices: create and read",
    calls: [
      ["PUT", "/a"],
      ["PUT", "/a"],
      ["GET", "/a"],
      ["HEAD", "/a"],
      ["HEAD", "/nope"],
      ["GET", "/nope"],
      ["PUT", "/b", { settings: { index: { number_of_shards: 3, number_of_replicas: 0 } }, mappings: {} }],
      ["GET", "/b"],
      ["GET", "/b/_settings"],
      ["GET", "/b/_mapping"],
      ["GET", "/a,b/_settings/index.number_of_shards"],
      ["GET", "/_settings"],
      ["GET", "/_mapping"],
      ["GET", "/*"],
      ["GET", "/_all"],
      ["GET", "/nope*"],
      ["GET", "/nope*?allow_no_indices=false"],
      ["GET", "/a,nope"],
      ["GET", "/a,nope?ignore_unavailable=true"]
    ]
  },
  {
    name: "indices: names",
    calls: [
      ...[
        "A",
        "_a",
        "-a",
        "+a",
        "a%20b",
        "a,b",
        "a%23b",
        "a:b",
        "a*",
        "a%2Fb",
        "a%5Cb",
        "a%22b",
        "a%3Fb",
        "a%3Cb",
        "a%7Cb",
        ".",
        "..",
        ".a",
        "a.b",
        "%C3%A4",
        "a+b",
        "x".repeat(255),
        "x".repeat(256),
        "_all",
        "%C3%84"
      ].map((name): Call => ["PUT", `/${name}`, { settings: { number_of_replicas: 0 } }]),
      ["GET", "/_resolve/index/*?expand_wildcards=all"]
    ]
  },
  {
    name: "indices: refused bodies",
    calls: [
      ["PUT", "/a", { foo: 1 }],
      ["PUT", "/a", { settings: { foo: 1 } }],
      ["PUT", "/a", { settings: { number_of_shards: 0 } }],
      ["PUT", "/a", { settings: { number_of_shards: "x" } }],
      ["PUT", "/a", { settings: { number_of_shards: 2000 } }],
      ["PUT", "/a", { settings: { number_of_replicas: -1 } }],
      ["PUT", "/a", { mappings: { properties: { f: { type: "nope" } } } }],
      ["PUT", "/a", { mappings: { properties: { f: {} } } }],
      ["PUT", "/a", { mappings: { foo: 1 } }],
      ["PUT", "/a", { aliases: "x" }],
      ["PUT", "/a", { aliases: { "x*": {} } }],
      ["PUT", "/a", "[]"],
      ["PUT", "/a", "{"],
      ["PUT", "/a?foo=1"],
      ["PUT", "/a?wait_for_active_shards=foo"],
      ["GET", "/_all"]
    ]
  },
  {
    name: "indices: close and open",
    calls: [
      ...indices,
      ["POST", "/a/_close"],
      ["POST", "/a/_close"],
      ["GET", "/a"],
      ["GET", "/a/_doc/1"],
      ["PUT", "/a/_doc/3", { n: 1 }],
      ["DELETE", "/a/_doc/1"],
      ["POST", "/a/_search"],
      ["GET", "/a/_count"],
      ["POST", "/a/_refresh"],
      ["POST", "/_refresh"],
      ["GET", "/_count"],
      ["GET", "/a/_settings"],
      ["GET", "/_cat/indices/a?format=json&h=health,status,index,docs.count"],
      ["POST", "/nope/_close"],
      ["POST", "/nope*/_close"],
      ["POST", "/a/_open"],
      ["POST", "/a/_open"],
      ["GET", "/a/_doc/1"],
      ["PUT", "/a/_doc/1?refresh=true", { n: 9 }],
      ["POST", "/nope/_open"],
      ["POST", "/nope*/_open"],
      ["POST", "/*/_close"],
      ["GET", "/_resolve/index/*?expand_wildcards=all"],
      ["POST", "/_all/_open"],
      ["GET", "/_resolve/index/*?expand_wildcards=all"],
      ["GET", "/_cluster/health/a"]
    ]
  },
  {
    name: "indices: delete",
    calls: [
      ...indices,
      ["DELETE", "/nope"],
      ["DELETE", "/a,nope"],
      ["DELETE", "/a*"],
      ["DELETE", "/*"],
      ["DELETE", "/_all"],
      ["DELETE", "/"],
      ["DELETE", "/x"],
      ["DELETE", "/nope?ignore_unavailable=true"],
      ["DELETE", "/a,nope?ignore_unavailable=true"],
      ["DELETE", "/b,c"],
      ["DELETE", "/-a"],
      ["DELETE", "/.d?expand_wildcards=none"],
      ["DELETE", "/nope*?expand_wildcards=none"],
      ["GET", "/_resolve/index/*?expand_wildcards=all"]
    ]
  },
  {
    name: "indices: settings",
    calls: [
      ...indices,
      ["PUT", "/a/_settings", { number_of_replicas: 1 }],
      ["GET", "/a/_settings"],
      ["PUT", "/a/_settings", { index: { refresh_interval: "7s" } }],
      ["PUT", "/a/_settings", { "index.refresh_interval": null }],
      ["GET", "/a/_settings"],
      ["PUT", "/a/_settings", { number_of_shards: 2 }],
      ["PUT", "/c/_settings", { number_of_shards: 2 }],
      ["PUT", "/a/_settings", { foo: 1 }],
      ["PUT", "/a/_settings", { "index.uuid": "x" }],
      ["PUT", "/a/_settings", { number_of_replicas: "x" }],
      ["PUT", "/a/_settings"],
      ["PUT", "/a/_settings", {}],
      ["PUT", "/nope/_settings", { number_of_replicas: 1 }],
      ["PUT", "/_settings", { number_of_replicas: 0 }],
      ["GET", "/*/_settings?expand_wildcards=all"]
    ]
  },
  {
    name: "indices: mappings",
    calls: [
      ["PUT", "/a", { settings: { number_of_replicas: 0 } }],
      ["GET", "/a/_mapping"],
      [
        "PUT",
        "/a/_mapping",
        { properties: { k: { type: "keyword" }, o: { properties: { n: { type: "long" } } } } }
      ],
      ["PUT", "/a/_mapping", { properties: { k: { type: "keyword" }, j: { type: "date" } } }],
      ["PUT", "/a/_mapping", { properties: { k: { type: "long" } } }],
      ["PUT", "/a/_mapping", { foo: 1 }],
      ["PUT", "/a/_mapping"],
      ["PUT", "/nope/_mapping", { properties: { k: { type: "keyword" } } }],
      ["GET", "/a/_mapping"],
      [
        "PUT",
        "/a/_doc/1",
        {
          n: 1,
          f: 1.5,
          b: true,
          t: "text",
          d: "2020-01-01",
          o: { p: "x" },
          l: [1, 2],
          e: {},
          nul: null,
          none: []
        }
      ],
      ["PUT", "/a/_doc/2", '{"n":"2","k":5,"j":1577836800000,"dot.ted":1,"big":9223372036854775807}'],
      ["GET", "/a/_mapping"],
      ["GET", "/a/_mapping"],
      ["PUT", "/strict", { mappings: { dynamic: "strict", properties: { k: { type: "keyword" } } } }],
      ["PUT", "/strict/_doc/1", { k: "x" }],
      ["PUT", "/off", { mappings: { dynamic: false } }],
      ["PUT", "/off/_doc/2", { k: "x", m: 1 }],
      ["GET", "/off/_mapping"]
    ]
  }
]
