import type { FidelityCase } from "../Call.ts"

export const templateCases: readonly FidelityCase[] = [
  {
    name: "templates: of components",
    calls: [
      [
        "PUT",
        "/_component_template/c1",
        {
          template: {
            settings: { number_of_replicas: 0 },
            mappings: { properties: { a: { type: "keyword" } } }
          }
        }
      ],
      [
        "PUT",
        "/_component_template/c2",
        {
          template: {
            settings: { number_of_shards: 2 },
            mappings: { properties: { b: { type: "long" } } },
            aliases: { al: {} }
          },
          version: 3,
          _meta: { x: 1 }
        }
      ],
      ["GET", "/_component_template"],
      ["GET", "/_component_template/c1"],
      ["GET", "/_component_template/c*"],
      ["GET", "/_component_template/nope"],
      ["GET", "/_component_template/nope*"],
      ["GET", "/_component_template/c1,c2"],
      ["HEAD", "/_component_template/c1"],
      ["HEAD", "/_component_template/nope"],
      ["PUT", "/_component_template/c3", {}],
      ["PUT", "/_component_template/c3", { foo: 1 }],
      ["PUT", "/_component_template/c3", { template: { foo: 1 } }],
      ["PUT", "/_component_template/c3", { template: { settings: { "index.nope": 1 } } }],
      ["PUT", "/_component_template/c3", { template: { mappings: { properties: { a: { type: "nope" } } } } }],
      ["PUT", "/_component_template/c3?create=true", { template: {} }],
      ["PUT", "/_component_template/c3?create=true", { template: {} }],
      ["PUT", "/_component_template/C3", { template: {} }],
      ["PUT", "/_component_template/c%203", { template: {} }],
      ["POST", "/_component_template/c4", { template: {} }],
      ["PUT", "/_index_template/t1", { index_patterns: ["q*"], composed_of: ["c1", "c2"], priority: 5 }],
      ["PUT", "/_index_template/t2", { index_patterns: ["z*"], composed_of: ["nope"] }],
      [
        "PUT",
        "/_index_template/t2",
        {
          index_patterns: ["z*"],
          composed_of: ["nope", "nope2"],
          ignore_missing_component_templates: ["nope"]
        }
      ],
      [
        "PUT",
        "/_index_template/t2",
        { index_patterns: ["z*"], composed_of: ["nope"], ignore_missing_component_templates: ["nope"] }
      ],
      ["PUT", "/_index_template/t3", { index_patterns: ["q1*"], priority: 5 }],
      [
        "PUT",
        "/_index_template/t3",
        {
          index_patterns: ["q1*"],
          priority: 6,
          template: { settings: { number_of_replicas: 0 }, mappings: { properties: { w: { type: "long" } } } }
        }
      ],
      [
        "PUT",
        "/_index_template/t4",
        { index_patterns: ["y*"], template: { mappings: { properties: { a: { type: "nope" } } } } }
      ],
      ["PUT", "/_index_template/t4", { index_patterns: ["y*"], template: { settings: { "index.nope": 1 } } }],
      ["PUT", "/_index_template/t4", { index_patterns: [] }],
      ["PUT", "/_index_template/t4", {}],
      ["PUT", "/_index_template/t4", { index_patterns: "y*", priority: -1 }],
      ["PUT", "/_index_template/T%204", { index_patterns: "y*" }],
      ["PUT", "/_index_template/t4", { index_patterns: ["y,*"] }],
      ["PUT", "/_index_template/t4", { index_patterns: ["y *"] }],
      ["PUT", "/_index_template/t4", { index_patterns: ["_y*"] }],
      ["PUT", "/_index_template/t4", { index_patterns: ["Y*"] }],
      ["PUT", "/_index_template/t4", { index_patterns: ["y*"], template: { aliases: { "y*": {} } } }],
      ["PUT", "/_index_template/t4", { index_patterns: ["y*"], template: { foo: 1 } }],
      ["PUT", "/_index_template/t4", { index_patterns: ["y*"], priority: "x" }],
      ["PUT", "/_index_template/t4?create=true", { index_patterns: ["y*"] }],
      ["PUT", "/_index_template/t4?create=true", { index_patterns: ["y*"] }],
      ["PUT", "/q2"],
      ["GET", "/q2"],
      [
        "PUT",
        "/q3",
        {
          settings: { number_of_shards: 1 },
          mappings: { properties: { a: { type: "text" }, c: { type: "long" } } }
        }
      ],
      ["GET", "/q3"],
      ["PUT", "/q4", { mappings: { properties: { b: { type: "keyword" } } } }],
      ["PUT", "/q11"],
      ["GET", "/q11"],
      ["PUT", "/z1"],
      ["GET", "/z1"],
      ["PUT", "/q5/_doc/1", { b: "x" }],
      ["DELETE", "/_component_template/c1"],
      ["DELETE", "/_component_template/c1,c3"],
      ["DELETE", "/_component_template/c*"],
      ["DELETE", "/_component_template/nope"],
      ["DELETE", "/_component_template/nope*"],
      ["DELETE", "/_component_template/c3"],
      ["DELETE", "/_component_template/c4,nope"]
    ]
  },
  {
    name: "templates: listed and deleted",
    calls: [
      [
        "PUT",
        "/_component_template/c1",
        {
          template: {
            settings: { number_of_replicas: 0 },
            mappings: { properties: { a: { type: "keyword" } } }
          }
        }
      ],
      [
        "PUT",
        "/_component_template/c2",
        {
          template: {
            settings: { number_of_shards: 2 },
            mappings: { properties: { b: { type: "long" } } },
            aliases: { al: {} }
          },
          version: 3,
          _meta: { x: 1 }
        }
      ],
      ["PUT", "/_index_template/t1", { index_patterns: ["q*"], composed_of: ["c1", "c2"], priority: 5 }],
      ["GET", "/_index_template"],
      ["GET", "/_index_template/t1"],
      ["GET", "/_index_template/t1,t3"],
      ["DELETE", "/_index_template/t1,t2"],
      ["DELETE", "/_index_template/nope,t3"],
      ["DELETE", "/_component_template/*"],
      ["DELETE", "/_component_template/*"],
      ["GET", "/_component_template"]
    ]
  },
  {
    name: "templates: of data streams",
    calls: [
      ["PUT", "/_index_template/t", { index_patterns: ["ds*"], data_stream: {} }],
      [
        "PUT",
        "/_index_template/t",
        { index_patterns: ["ds*"], data_stream: {}, template: { settings: { number_of_replicas: 0 } } }
      ],
      ["PUT", "/_index_template/t", { index_patterns: ["ds*"], data_stream: { foo: 1 } }],
      ["GET", "/_index_template/t"],
      ["PUT", "/ds1"],
      ["DELETE", "/_index_template/t"]
    ]
  }
]
