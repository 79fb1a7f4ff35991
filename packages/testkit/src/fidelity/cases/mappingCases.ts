import type { FidelityCase } from "../Call.ts"

export const mappingCases: readonly FidelityCase[] = [
  {
    name: "mappings: strict",
    calls: [
      [
        "PUT",
        "/a",
        {
          settings: { number_of_replicas: 0 },
          mappings: {
            dynamic: "strict",
            properties: {
              n: { type: "long" },
              t: { type: "keyword" },
              o: { properties: { x: { type: "long" } } }
            }
          }
        }
      ],
      ["PUT", "/a/_doc/1?refresh=true", { n: 1, t: "x" }],
      ["PUT", "/a/_doc/2?refresh=true", { n: 1, nope: "x" }],
      ["PUT", "/a/_doc/2?refresh=true", { n: 1, o: { y: 1 } }],
      ["PUT", "/a/_doc/2?refresh=true", { n: 1, nope: { y: 1 } }],
      ["PUT", "/a/_doc/2?refresh=true", { n: 1, nope: null }],
      ["PUT", "/a/_doc/2?refresh=true", { n: 1, "o.z": 4 }],
      ["PUT", "/a/_doc/2?refresh=true", '{\n  "n": 1,\n  "later": [1,2]\n}'],
      ["POST", "/a/_update/1", { doc: { nope: 1 } }],
      [
        "POST",
        "/a/_bulk",
        '{"index":{"_id":"7"}}\n{"nope":1}\n{"index":{"_id":"8"}}\n{"n":1}\n{"update":{"_id":"1"}}\n{"doc":{"nope":1}}\n'
      ],
      ["GET", "/a/_doc/1"],
      ["GET", "/a"]
    ]
  },
  {
    name: "mappings: dynamic",
    calls: [
      [
        "PUT",
        "/a",
        {
          settings: { number_of_replicas: 0 },
          mappings: {
            dynamic: false,
            properties: {
              l: { type: "long" },
              o: { dynamic: true, properties: {} },
              s: { dynamic: "strict", properties: {} }
            }
          }
        }
      ],
      ["PUT", "/a/_doc/1", { l: 1, z: 1 }],
      ["PUT", "/a/_doc/1", { o: { q: 1 } }],
      ["PUT", "/a/_doc/1", { s: { q: 1 } }],
      ["PUT", "/a/_doc/1", { z: { deep: 1 } }],
      ["PUT", "/a/_doc/1", { l: "x" }],
      ["GET", "/a/_mapping"],
      ["POST", "/a/_search", { query: { term: { z: 1 } } }],
      ["PUT", "/b", { settings: { number_of_replicas: 0 }, mappings: { dynamic: "runtime" } }],
      ["PUT", "/b/_doc/1", { a: 1, b: "x", c: true, d: 1.5, e: "2020-01-01", f: { g: 1 } }],
      ["GET", "/b/_mapping"],
      ["PUT", "/c", { mappings: { dynamic: "foo" } }],
      ["PUT", "/c", { mappings: { dynamic: "true" } }],
      ["GET", "/c"],
      ["PUT", "/d", { mappings: { dynamic: true } }],
      ["GET", "/d"],
      ["PUT", "/e", { mappings: { dynamic: "strict_allow_templates" } }],
      ["PUT", "/e/_doc/1", { a: 1 }],
      ["PUT", "/f", { mappings: { date_detection: false, numeric_detection: true } }],
      ["PUT", "/f/_doc/1", { a: "2020-01-01", b: "12", c: "1.5" }],
      ["GET", "/f/_mapping"],
      [
        "PUT",
        "/g",
        {
          mappings: {
            dynamic_templates: [{ s: { match_mapping_type: "string", mapping: { type: "keyword" } } }]
          }
        }
      ],
      ["PUT", "/g/_doc/1", { a: "x", b: 1 }],
      ["GET", "/g/_mapping"]
    ]
  },
  {
    name: "mappings: changed",
    calls: [
      [
        "PUT",
        "/a",
        {
          settings: { number_of_replicas: 0 },
          mappings: {
            properties: {
              l: { type: "long" },
              k: { type: "keyword" },
              t: { type: "text" },
              o: { properties: { x: { type: "long" } } },
              d: { type: "date", format: "yyyy" }
            }
          }
        }
      ],
      ["PUT", "/a/_mapping", { properties: { l: { type: "keyword" } } }],
      ["PUT", "/a/_mapping", { properties: { l: { type: "long", index: false } } }],
      ["PUT", "/a/_mapping", { properties: { k: { type: "keyword", ignore_above: 5 } } }],
      ["PUT", "/a/_mapping", { properties: { k: { type: "keyword", doc_values: false } } }],
      ["PUT", "/a/_mapping", { properties: { t: { type: "text", analyzer: "whitespace" } } }],
      ["PUT", "/a/_mapping", { properties: { t: { type: "text", fields: { raw: { type: "keyword" } } } } }],
      ["PUT", "/a/_mapping", { properties: { o: { type: "keyword" } } }],
      ["PUT", "/a/_mapping", { properties: { l: { properties: { z: { type: "long" } } } } }],
      ["PUT", "/a/_mapping", { properties: { o: { type: "nested" } } }],
      ["PUT", "/a/_mapping", { properties: { o: { properties: { x: { type: "keyword" } } } } }],
      ["PUT", "/a/_mapping", { properties: { d: { type: "date", format: "yyyy-MM" } } }],
      ["PUT", "/a/_mapping", { properties: { n: { type: "long", foo: 1 } } }],
      ["PUT", "/a/_mapping", { properties: { n: { foo: 1 } } }],
      ["PUT", "/a/_mapping", { properties: { n: "x" } }],
      ["PUT", "/a/_mapping", { properties: [] }],
      ["PUT", "/a/_mapping", { properties: "x" }],
      ["PUT", "/a/_mapping", { foo: {} }],
      ["PUT", "/a/_mapping", { dynamic: "strict" }],
      ["PUT", "/a/_mapping", { _meta: { a: 1 } }],
      ["PUT", "/a/_mapping", { _source: { enabled: false } }],
      ["PUT", "/a/_mapping", {}],
      ["PUT", "/a/_mapping", { properties: { "": { type: "long" } } }],
      ["PUT", "/a/_mapping", { properties: { "p.q": { type: "long" } } }],
      ["PUT", "/a/_mapping", { properties: { z: { type: "long", ignore_above: 5 } } }],
      ["PUT", "/a/_mapping", { properties: { z: { type: "keyword", ignore_above: "x" } } }],
      ["PUT", "/a/_mapping", { properties: { z: { type: "date", format: "qqq" } } }],
      ["PUT", "/nope/_mapping", { properties: {} }],
      ["PUT", "/a/_mapping"],
      ["GET", "/a/_mapping"],
      ["PUT", "/b", { mappings: { properties: { l: { type: "long", foo: 1 } } } }],
      ["PUT", "/b", { mappings: { properties: { l: { type: "nope" } } } }],
      ["PUT", "/b", { mappings: { properties: { l: "x" } } }],
      ["PUT", "/b", { mappings: { _doc: { properties: { l: { type: "long" } } } } }],
      ["PUT", "/b", { mappings: { foo: 1, properties: {} } }],
      ["PUT", "/b", { mappings: [] }]
    ]
  }
]
