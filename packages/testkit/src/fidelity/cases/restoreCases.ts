import type { Call, FidelityCase } from "../Call.ts"
import { emptySnapshot, indices, repository, snapshot, snapshotOf } from "./givenCalls.ts"

const given: readonly Call[] = [
  repository,
  ...indices,
  snapshotOf("s", "a", "b"),
  emptySnapshot("e"),
  snapshot("all", { include_global_state: true })
]

const restore = (name: string, body?: unknown, query = "?wait_for_completion=true"): Call => [
  "POST",
  `/_snapshot/r/${name}/_restore${query}`,
  body
]

const rename = (pattern: string, replacement: string, more: object = {}) => ({
  rename_pattern: pattern,
  rename_replacement: replacement,
  ...more
})

const look: readonly Call[] = [
  ["GET", "/_resolve/index/*?expand_wildcards=all"],
  ["GET", "/*?expand_wildcards=all"],
  ["GET", "/_cat/indices?format=json&expand_wildcards=all&s=index&h=health,status,index,pri,rep,docs.count"]
]

export const restoreCases: readonly FidelityCase[] = [
  {
    name: "restore: renamed, waiting",
    calls: [
      ...given,
      restore("s", rename("(.+)", "copy-$1")),
      ...look,
      ["GET", "/copy-*/_recovery"],
      ["GET", "/copy-a/_doc/1"],
      ["POST", "/copy-a/_search?seq_no_primary_term=true&version=true", { sort: ["n"] }],
      ["PUT", "/copy-a/_doc/1?refresh=true", { n: 10 }],
      ["GET", "/_alias"],
      ["GET", "/_cluster/health"]
    ]
  },
  {
    name: "restore: not waiting",
    calls: [...given, restore("s", rename("(.+)", "copy-$1"), ""), ...look, ["GET", "/copy-a/_count"]]
  },
  {
    name: "restore: everything, over nothing",
    calls: [
      ...given,
      ["DELETE", "/a,b,c,h,.d"],
      restore("all"),
      ...look,
      ["GET", "/_cat/indices/c?format=json&h=status,health,docs.count"]
    ]
  },
  {
    name: "restore: onto closed indices",
    calls: [
      ...given,
      ["PUT", "/a/_doc/3?refresh=true", { n: 3 }],
      ["POST", "/_aliases", { actions: [{ add: { index: "a", alias: "later" } }] }],
      ["POST", "/a,b/_close"],
      restore("s"),
      ...look,
      ["GET", "/a/_doc/3"],
      ["GET", "/a/_doc/1"],
      ["POST", "/a/_close"],
      restore("s", { indices: "a", include_aliases: false }),
      ["GET", "/a"],
      ["GET", "/a/_doc/1"]
    ]
  },
  {
    name: "restore: which indices",
    calls: [
      ...given,
      ...[
        { indices: [] },
        { indices: "nope*" },
        { indices: "nope" },
        { indices: "nope", ignore_unavailable: true },
        { indices: "a,nope", ignore_unavailable: true },
        { indices: "x" },
        { indices: "-*" },
        { indices: "*,-*" },
        { indices: "*,-a" },
        { indices: "-a,*" },
        { indices: "-a" },
        { indices: ["a,b"] },
        { indices: "_all" },
        { indices: ["_all", "-a"] },
        { indices: "a,-a" },
        { indices: "a,a" },
        { indices: 5 },
        { indices: null },
        { indices: "" },
        { indices: [""] },
        { indices: "a*", expand_wildcards: "none" },
        { indices: "a", expand_wildcards: "foo" }
      ].map((body, at): Call => restore("s", { ...body, ...rename("(.+)", `r${at}-$1`) })),
      restore("e"),
      restore("e", {}, ""),
      restore("s", { indices: "nope*" }, ""),
      ["GET", "/_resolve/index/*?expand_wildcards=all"]
    ]
  },
  {
    name: "restore: refused",
    calls: [
      ...given,
      ["PUT", "/two", { settings: { number_of_shards: 2, number_of_replicas: 0 } }],
      ["POST", "/two/_close"],
      restore("nope"),
      restore("s*"),
      restore("S"),
      restore("s,e"),
      ["POST", "/_snapshot/nope/s/_restore"],
      ["POST", "/_snapshot/r*/s/_restore"],
      restore("s"),
      restore("s", { indices: "a" }, ""),
      restore("s", { indices: "a", ...rename("a", "two") }),
      restore("s", { indices: "a", ...rename("a", "b") }),
      restore("s", { indices: "a", ...rename("a", "x") }),
      restore("s", { indices: "a", ...rename("a", "A") }),
      restore("s", { indices: "a", ...rename("a", "_a") }),
      restore("s", { indices: "a", ...rename("a", "a#") }),
      restore("s", { indices: "a", ...rename("a", "") }),
      restore("s", { indices: "a", ...rename("a", "a b") }),
      restore("s", { indices: "a", ...rename("a", "$3") }),
      restore("s", { indices: "a", ...rename("(", "y") }),
      restore("s", { indices: "a", ...rename("a)", "y") }),
      restore("s", { indices: "a", ...rename("[", "y") }),
      restore("s", { indices: "a", ...rename("*", "y") }),
      restore("s", { indices: "a", ...rename("a{", "y") }),
      restore("s", { indices: "a", ...rename("a", "$") }),
      restore("s", { indices: "a", ...rename("a", "\\") }),
      restore("s", { indices: "a", ...rename("a", "$x") }),
      restore("s", { indices: "a", ...rename("(?<n>a)", "${n}-named") }),
      restore("s", { indices: "a", ...rename("(?<n>a)", "${m}-named") }),
      restore("s", { foo: 1 }),
      restore("s", { settings: {} }),
      restore("s", { indices: "a", include_global_state: true }),
      restore("e", { include_global_state: true }),
      restore("s", { indices: "a", feature_states: ["nope"] }),
      restore("s", { indices: "a", feature_states: "none" }),
      restore("s", { indices: "a", partial: "maybe" }),
      restore("s", { indices: "a", include_aliases: 1 }),
      restore("s", { indices: "a", ignore_unavailable: null }),
      restore("s", "[]"),
      restore("s", '"x"'),
      restore("s", "{"),
      restore("s", {}, "?foo=1"),
      restore("s", {}, "?wait_for_completion=maybe"),
      ["GET", "/_snapshot/r/s/_restore"],
      ["PUT", "/_snapshot/r/s/_restore"],
      ["GET", "/_resolve/index/*?expand_wildcards=all"]
    ]
  },
  {
    name: "restore: shards that the snapshot does not hold",
    calls: [
      repository,
      [
        "PUT",
        "/z?wait_for_active_shards=0",
        {
          settings: {
            number_of_replicas: 0,
            number_of_shards: 2,
            "index.routing.allocation.require._name": "nowhere"
          }
        }
      ],
      ["PUT", "/_snapshot/r/p?wait_for_completion=true", { indices: "z", partial: true }],
      restore("p", rename("z", "y")),
      restore("p", rename("z", "y", { partial: true })),
      ["DELETE", "/y"],
      restore(
        "p",
        rename("z", "y", {
          partial: true,
          ignore_index_settings: ["index.routing.allocation.require._name"]
        }),
        ""
      ),
      ["GET", "/_cluster/health/y?wait_for_status=green&timeout=5s"],
      ["GET", "/y/_recovery"],
      ["GET", "/_cat/recovery/y?format=json&s=shard&h=index,shard,type,stage,repository,snapshot"],
      ["POST", "/y/_count"]
    ]
  },
  {
    name: "restore: names",
    calls: [
      ...given,
      restore("s", rename("a", "aa")),
      restore("s", rename("^(.)$", "n-$1-$1")),
      restore("s", rename("[ab]", "m-$0")),
      restore("s", rename("(?:a|b)(z)?", "k-$1-")),
      restore("s", rename("b", "\\$1", { indices: "b" })),
      restore("s", { indices: "a", rename_pattern: "a" }),
      restore("s", { indices: "a", rename_replacement: "z" }),
      restore("s", rename("", "o", { indices: "a" })),
      restore("s", rename("a|", "p", { indices: "a" })),
      restore("s", rename("(.+)", "same", { indices: "a" })),
      ["GET", "/_resolve/index/*?expand_wildcards=all"]
    ]
  },
  {
    name: "restore: settings",
    calls: [
      ...given,
      ...[
        { index_settings: { number_of_shards: 2 } },
        { index_settings: { "index.number_of_shards": 1 } },
        { index_settings: { "index.uuid": "x" } },
        { index_settings: { creation_date: 1 } },
        { index_settings: { "index.version.created": 1 } },
        { index_settings: { index: { number_of_replicas: 1 } } },
        { index_settings: { number_of_replicas: 1, refresh_interval: "5s" } },
        { index_settings: { foo: 1 } },
        { index_settings: "x" },
        { ignore_index_settings: ["index.number_of_replicas"] },
        { ignore_index_settings: "number_of_replicas" },
        { ignore_index_settings: ["index.refresh_interval", "index.nope"] },
        { ignore_index_settings: ["index.*"] },
        { ignore_index_settings: 5 }
      ].map((body, at): Call => restore("s", { indices: "a", ...body, ...rename("a", `t-${at}`) })),
      ["GET", "/t-*"],
      restore("e", { index_settings: { number_of_shards: 2 } })
    ]
  },
  {
    name: "restore: aliases and templates",
    calls: [
      repository,
      [
        "PUT",
        "/_index_template/t",
        { index_patterns: ["a*"], template: { settings: { number_of_replicas: 0 } } }
      ],
      [
        "PUT",
        "/a",
        { aliases: { x: { filter: { term: { k: 1 } }, routing: "1" }, y: { is_write_index: true } } }
      ],
      snapshot("s"),
      ["DELETE", "/_index_template/t"],
      ["DELETE", "/a"],
      ["PUT", "/other", { settings: { number_of_replicas: 0 }, aliases: { x: {} } }],
      restore("s", { include_global_state: true }),
      ["GET", "/_index_template"],
      ["GET", "/_alias"],
      restore("s", rename("a", "b", { include_aliases: false })),
      ["GET", "/b"],
      ["DELETE", "/other,b"],
      ["PUT", "/x-index", { settings: { number_of_replicas: 0 } }],
      ["DELETE", "/a"],
      ["PUT", "/y", { settings: { number_of_replicas: 0 } }],
      restore("s", { indices: "a" }),
      ["GET", "/_alias"]
    ]
  }
]
