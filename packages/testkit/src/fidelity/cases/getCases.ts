import type { FidelityCase } from "../Call.ts"

export const getCases: readonly FidelityCase[] = [
  {
    name: "documents: what a get shows",
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
      ["PUT", "/a/_doc/1?refresh=true", { n: 1, t: "x", o: { p: 1, q: [1, 2] } }],
      ["GET", "/a/_doc/1?_source=n"],
      ["GET", "/a/_doc/1?_source=o.*"],
      ["GET", "/a/_doc/1?_source_includes=o&_source_excludes=o.p"],
      ["GET", "/a/_doc/1?_source_excludes=n,t"],
      ["GET", "/a/_doc/1?_source=nope"],
      ["GET", "/a/_doc/1?_source=false"],
      ["GET", "/a/_source/1?_source=n"],
      ["GET", "/a/_source/9"],
      ["HEAD", "/a/_source/1"],
      ["HEAD", "/a/_source/9"],
      ["GET", "/a/_doc/1?version=2"],
      [
        "POST",
        "/_mget",
        {
          docs: [
            { _index: "a", _id: "1" },
            { _index: "a", _id: "2" },
            { _index: "none", _id: "2" }
          ]
        }
      ],
      ["POST", "/a/_mget", { ids: ["1", "2"] }],
      ["POST", "/a/_mget", { ids: [] }],
      ["POST", "/a/_mget", {}],
      ["POST", "/_mget", { ids: ["1"] }],
      ["GET", "/a/_mget", { ids: ["1"] }],
      ["POST", "/a/_mget", { docs: [{ _id: "1", _source: ["n"] }] }],
      [
        "GET",
        "/a/_doc/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      ],
      [
        "PUT",
        "/a/_doc/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        { n: 1 }
      ],
      ["PUT", "/a/_doc/%20", { n: 1 }],
      ["PUT", "/a/_doc/a%2Fb", { n: 1 }],
      ["GET", "/a/_doc/a%2Fb"],
      ["PUT", "/a/_doc/a+b", { n: 1 }],
      ["POST", "/a/_doc/1/_update", { doc: {} }],
      ["PUT", "/a/_doc", { n: 1 }]
    ]
  }
]
