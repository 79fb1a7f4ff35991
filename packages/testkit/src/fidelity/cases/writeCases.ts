import type { FidelityCase } from "../Call.ts"

export const writeCases: readonly FidelityCase[] = [
  {
    name: "writes: create, compare and set, versions",
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
      ["PUT", "/a/_doc/1?op_type=create", { n: 1 }],
      ["PUT", "/a/_doc/1?op_type=create", { n: 2 }],
      ["POST", "/a/_doc/1?op_type=create", { n: 2 }],
      ["PUT", "/a/_doc/2?op_type=foo", { n: 2 }],
      ["POST", "/a/_doc?op_type=index", { n: 2 }, {}],
      ["PUT", "/a/_doc/1?if_seq_no=-1&if_primary_term=1", { n: 2 }],
      ["PUT", "/a/_doc/1?if_seq_no=0&if_primary_term=0", { n: 2 }],
      ["PUT", "/a/_doc/1?if_seq_no=0&if_primary_term=-1", { n: 2 }],
      ["PUT", "/a/_doc/1?if_seq_no=foo&if_primary_term=1", { n: 2 }],
      ["PUT", "/a/_doc/1?if_seq_no=0&if_primary_term=foo", { n: 2 }],
      ["PUT", "/a/_doc/9?if_seq_no=0&if_primary_term=1", { n: 2 }],
      ["PUT", "/a/_doc/1?version=5", { n: 2 }],
      ["PUT", "/a/_doc/1?version=5&version_type=external", { n: 2 }],
      ["PUT", "/a/_doc/1?version=5&version_type=external", { n: 2 }],
      ["PUT", "/a/_doc/1?version=5&version_type=external_gte", { n: 2 }],
      ["PUT", "/a/_doc/1?version=4&version_type=external_gte", { n: 2 }],
      ["PUT", "/a/_doc/1?version=6&version_type=external&if_seq_no=1&if_primary_term=1", { n: 2 }],
      ["PUT", "/a/_doc/1?version_type=foo", { n: 2 }],
      ["PUT", "/a/_create/1?version=6&version_type=external", { n: 2 }],
      ["GET", "/a/_doc/1"],
      ["GET", "/a/_doc/1?version=1"],
      ["DELETE", "/a/_doc/1?version=3&version_type=external"],
      ["DELETE", "/a/_doc/1?version=9&version_type=external"],
      ["GET", "/a/_doc/1"],
      ["POST", "/a/_update/77?if_seq_no=1&if_primary_term=1", { doc: { n: 1 } }],
      ["POST", "/a/_update/77?if_seq_no=1", { doc: { n: 1 } }],
      ["POST", "/a/_update/77?retry_on_conflict=3&if_seq_no=1&if_primary_term=1", { doc: { n: 1 } }]
    ]
  },
  {
    name: "writes: bulk, conflicts and lines that are none",
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
      [
        "POST",
        "/a/_bulk?refresh=true",
        '{"create":{"_id":"b1"}}\n{"n":1}\n{"create":{"_id":"b1"}}\n{"n":1}\n{"index":{"_id":"b1","if_seq_no":99,"if_primary_term":1}}\n{"n":1}\n{"update":{"_id":"b1","if_seq_no":99,"if_primary_term":1}}\n{"doc":{"n":1}}\n{"delete":{"_id":"b1","if_seq_no":99,"if_primary_term":1}}\n{"update":{"_id":"b9"}}\n{"doc":{"n":1}}\n{"update":{"_id":"b9","if_seq_no":99,"if_primary_term":1}}\n{"doc":{"n":1}}\n{"index":{"_id":"b1","op_type":"create"}}\n{"n":1}\n{"update":{"_id":"b1","_source":true}}\n{"doc":{"n":4}}\n'
      ],
      ["POST", "/a/_bulk", '{"index":{"_id":"b1","if_seq_no":3}}\n{"n":1}\n'],
      ["POST", "/a/_bulk", '{"create":{"_id":"b1","if_seq_no":3,"if_primary_term":1}}\n{"n":1}\n'],
      ["POST", "/a/_bulk", '{"index":{"_id":"b1","foo":3}}\n{"n":1}\n'],
      ["POST", "/a/_bulk", '{"delete":{}}\n'],
      ["POST", "/a/_bulk", '{"update":{}}\n{"doc":{}}\n'],
      ["POST", "/a/_bulk", '{"update":{"_id":"z"}}\n{"foo":{}}\n'],
      ["POST", "/a/_bulk", '{"index":{"_id":""}}\n{"n":1}\n'],
      ["POST", "/a/_bulk", '{"index":{"_id":"m"}}\n{bad\n'],
      ["POST", "/a/_bulk", '{"index":{"_id":"m"}}\n'],
      ["POST", "/a/_bulk", "{bad\n{}\n"],
      ["POST", "/a/_bulk", "[]\n{}\n"],
      ["POST", "/a/_bulk", "{}\n{}\n"],
      ["POST", "/a/_bulk"]
    ]
  },
  {
    name: "writes: updates in a bulk that change nothing",
    calls: [
      ["PUT", "/a", { settings: { number_of_replicas: 0 } }],
      ["PUT", "/a/_doc/1?refresh=true", { n: 1 }],
      ["POST", "/a/_bulk?refresh=true", '{"update":{"_id":"1"}}\n{"doc":{"n":1}}\n'],
      [
        "POST",
        "/a/_bulk?refresh=true",
        '{"update":{"_id":"1"}}\n{"doc":{"n":1}}\n{"update":{"_id":"1"}}\n{"doc":{"n":1}}\n'
      ],
      [
        "POST",
        "/a/_bulk?refresh=true",
        '{"update":{"_id":"1"}}\n{"doc":{"n":1}}\n{"index":{"_id":"2"}}\n{"n":1}\n'
      ],
      [
        "POST",
        "/a/_bulk?refresh=true",
        '{"index":{"_id":"2"}}\n{"n":1}\n{"update":{"_id":"1"}}\n{"doc":{"n":1}}\n'
      ],
      [
        "POST",
        "/a/_bulk?refresh=true",
        '{"update":{"_id":"2"}}\n{"doc":{"n":2}}\n{"update":{"_id":"2"}}\n{"doc":{"n":2}}\n'
      ],
      ["POST", "/a/_bulk?refresh=true", '{"update":{"_id":"1"}}\n{"doc":{"n":1}}\n{"delete":{"_id":"9"}}\n'],
      ["POST", "/a/_bulk?refresh=true", '{"delete":{"_id":"9"}}\n{"update":{"_id":"1"}}\n{"doc":{"n":1}}\n'],
      [
        "POST",
        "/a/_bulk?refresh=true",
        '{"create":{"_id":"1"}}\n{"n":1}\n{"update":{"_id":"1"}}\n{"doc":{"n":1}}\n'
      ],
      [
        "POST",
        "/a/_bulk?refresh=true",
        '{"update":{"_id":"1"}}\n{"doc":{"n":1}}\n{"create":{"_id":"1"}}\n{"n":1}\n'
      ],
      ["POST", "/a/_bulk", '{"update":{"_id":"1"}}\n{"doc":{"n":1}}\n{"index":{"_id":"2"}}\n{"n":1}\n'],
      [
        "POST",
        "/a/_bulk?refresh=wait_for",
        '{"update":{"_id":"1"}}\n{"doc":{"n":1}}\n{"index":{"_id":"2"}}\n{"n":1}\n'
      ]
    ]
  },
  {
    name: "writes: through an alias",
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
      ["PUT", "/al/_doc/1?require_alias=true", { n: 1 }],
      ["PUT", "/a/_doc/1?require_alias=true", { n: 1 }],
      ["PUT", "/none/_doc/1?require_alias=true", { n: 1 }],
      ["POST", "/none/_doc?require_alias=true", { n: 1 }],
      ["POST", "/a/_update/1?require_alias=true", { doc: { n: 1 } }],
      ["POST", "/none/_update/1?require_alias=true", { doc: { n: 1 } }],
      ["POST", "/a/_bulk?require_alias=true", '{"index":{"_id":"1"}}\n{"n":1}\n'],
      [
        "POST",
        "/_bulk",
        '{"index":{"_index":"a","_id":"1","require_alias":true}}\n{"n":1}\n{"index":{"_index":"al","_id":"2","require_alias":true}}\n{"n":1}\n{"index":{"_index":"none","_id":"2","require_alias":true}}\n{"n":1}\n'
      ],
      ["PUT", "/al/_doc/1?require_alias=foo", { n: 1 }],
      ["PUT", "/b", { settings: { number_of_replicas: 0 }, aliases: { al: {} } }],
      ["PUT", "/al/_doc/5", { n: 1 }],
      ["GET", "/al/_doc/5"],
      ["POST", "/al/_bulk", '{"index":{"_id":"1"}}\n{"n":1}\n'],
      ["DELETE", "/al/_doc/5"],
      ["POST", "/_aliases", { actions: [{ add: { index: "b", alias: "al", is_write_index: true } }] }],
      ["PUT", "/al/_doc/5?refresh=true", { n: 1 }],
      ["GET", "/b/_doc/5"],
      ["GET", "/al/_doc/5"],
      ["POST", "/al/_search", { sort: ["n"] }]
    ]
  },
  {
    name: "writes: indices that come by themselves, or not",
    calls: [
      ["PUT", "/_cluster/settings", { persistent: { "action.auto_create_index": "false" } }],
      ["PUT", "/x/_doc/1", { n: 1 }],
      ["POST", "/x/_update/1", { doc: { n: 1 }, doc_as_upsert: true }],
      [
        "POST",
        "/x/_bulk",
        '{"index":{"_id":"1"}}\n{"n":1}\n{"index":{"_index":"y","_id":"1"}}\n{"n":1}\n{"delete":{"_id":"1"}}\n'
      ],
      ["DELETE", "/x/_doc/1"],
      ["PUT", "/_cluster/settings", { persistent: { "action.auto_create_index": "+ok*,-no*" } }],
      ["PUT", "/ok1/_doc/1", { n: 1 }],
      ["PUT", "/no1/_doc/1", { n: 1 }],
      ["PUT", "/other/_doc/1", { n: 1 }],
      ["PUT", "/_cluster/settings", { persistent: { "action.auto_create_index": "fo o" } }],
      ["PUT", "/_cluster/settings", { persistent: { "action.auto_create_index": "+" } }],
      ["PUT", "/_cluster/settings", { persistent: { "nope.setting": "+" } }],
      ["PUT", "/_cluster/settings", { persistent: { "snapshot.max_concurrent_operations": 0 } }],
      ["PUT", "/_cluster/settings", {}],
      ["PUT", "/_cluster/settings"],
      ["PUT", "/_cluster/settings", { foo: {} }],
      ["GET", "/_cluster/settings"],
      ["PUT", "/_index_template/t", { index_patterns: ["zz*"], allow_auto_create: true }],
      ["PUT", "/_cluster/settings", { persistent: { "action.auto_create_index": "false" } }],
      ["PUT", "/zz1/_doc/1", { n: 1 }]
    ]
  },
  {
    name: "writes: refresh",
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
      ["PUT", "/a/_doc/1?refresh=wait_for", { n: 1 }],
      ["PUT", "/a/_doc/1?refresh", { n: 1 }],
      ["PUT", "/a/_doc/1?refresh=foo", { n: 1 }],
      ["DELETE", "/a/_doc/1?refresh=wait_for"],
      ["POST", "/a/_bulk?refresh=wait_for", '{"index":{"_id":"1"}}\n{"n":1}\n'],
      ["POST", "/a/_bulk?refresh=foo", '{"index":{"_id":"1"}}\n{"n":1}\n'],
      ["PUT", "/a/_doc/2?refresh=false", { n: 1 }]
    ]
  }
]
