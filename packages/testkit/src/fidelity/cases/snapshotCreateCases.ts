import type { Call, FidelityCase } from "../Call.ts"
import { emptySnapshot, indices, repository, snapshot } from "./givenCalls.ts"

const given: readonly Call[] = [repository, ...indices]
const none = { include_global_state: false, feature_states: ["none"] }

const lists: readonly unknown[] = [
  [],
  "",
  "_all",
  "*",
  ["_all"],
  ["*"],
  "a,b",
  ["a", "b"],
  ["a,b"],
  "a,-b",
  ["nope-*"],
  ["nope-*", "-nope-8.3.0"],
  ["-*"],
  ["*", "-*"],
  ["*", "-a"],
  ["-a"],
  ["-a", "*"],
  ["-a", "b*"],
  ["a*", "-a"],
  ["a", "-a"],
  ["nope"],
  ["a", "nope"],
  ["nope", "none"],
  ["G One"],
  [""],
  ["x"],
  ["x*"],
  ["x", "a"],
  ["c"],
  ["h"],
  [".d"],
  [".*"],
  "a, b",
  5,
  null,
  true,
  { a: 1 },
  [5],
  ["a", null],
  ["a", "a"]
]

export const snapshotCreateCases: readonly FidelityCase[] = [
  {
    name: "create: the whole answer",
    calls: [...given, snapshot("full", { metadata: { by: "me", n: 1 } }), ["GET", "/_snapshot/r/full"]]
  },
  {
    name: "create: not waiting",
    calls: [
      ...given,
      ["PUT", "/_snapshot/r/s", { indices: "a,b", ...none }],
      ["GET", "/_snapshot/r/s"],
      ["POST", "/_snapshot/r/s2", { indices: "a", ...none }],
      ["GET", "/_snapshot/r/s2"],
      ["PUT", "/_snapshot/r/s3"],
      ["GET", "/_snapshot/r/s3"]
    ]
  },
  {
    name: "create: lists of indices",
    calls: [...given, ...lists.map((list, at) => snapshot(`i-${at}`, { indices: list, ...none }))]
  },
  {
    name: "create: lists of indices, ignore_unavailable",
    calls: [
      ...given,
      ...lists.map((list, at) => snapshot(`i-${at}`, { indices: list, ignore_unavailable: true, ...none }))
    ]
  },
  {
    name: "create: expand_wildcards",
    calls: [
      ...given,
      ...[
        "all",
        "open",
        "closed",
        "hidden",
        "none",
        "open,hidden",
        ["open", "closed"],
        "foo",
        "",
        [],
        5,
        null
      ].map((expand, index): Call =>
        snapshot(`e-${index}`, { indices: "*", expand_wildcards: expand, ...none })
      )
    ]
  },
  {
    name: "create: flags of a wrong type",
    calls: [
      repository,
      ...["ignore_unavailable", "include_global_state", "partial"].flatMap((key, at) =>
        ["true", "foo", 1, null, [], {}, ""].map((value, index): Call =>
          snapshot(`f-${at}-${index}`, { indices: ["-*"], [key]: value })
        )
      )
    ]
  },
  {
    name: "create: feature states",
    calls: [
      repository,
      ...[["none"], [], ["tasks"], ["nope"], ["none", "tasks"], "none", 5, null, {}].map(
        (states, index): Call => snapshot(`f-${index}`, { indices: ["-*"], feature_states: states })
      )
    ]
  },
  {
    name: "create: metadata",
    calls: [
      repository,
      ...[
        "{}",
        "null",
        '"x"',
        "5",
        "[]",
        '{"a":1,"b":"two","c":true,"d":[1,"2",null],"e":{"f":null}}',
        '{"a":9223372036854775807,"b":12345678901234567890123,"c":1.0,"d":1e300,"e":1e400,"f":0.1,"g":1E2}',
        '{"a":0.001,"b":0.0001,"c":10000000,"d":10000000.5,"e":-0.0,"f":-1.5e-10,"g":123456789.125}',
        '{"a":1.10,"b":100.0,"c":1e2,"d":1e-7,"e":9007199254740993,"f":9007199254740993.0}',
        '{"":1,"a.b":2,"ä":"ö","smile":"😀","nul":"\\u0000","quote":"\\"\\\\/"}',
        '{"a":null}'
      ].map((metadata, index): Call => [
        "PUT",
        `/_snapshot/r/m-${index}?wait_for_completion=true`,
        `{"indices":["-*"],"feature_states":["none"],"metadata":${metadata}}`
      ]),
      snapshot("m-1024", { indices: ["-*"], metadata: { k: "x".repeat(1016) } }),
      snapshot("m-1025", { indices: ["-*"], metadata: { k: "x".repeat(1017) } }),
      snapshot("m-wide", { indices: ["-*"], metadata: { k: "ä".repeat(509) } }),
      snapshot("m-emoji-1024", { indices: ["-*"], metadata: { k: "😀".repeat(84) + "x".repeat(8) } }),
      snapshot("m-emoji-1025", { indices: ["-*"], metadata: { k: "😀".repeat(84) + "x".repeat(9) } }),
      ["GET", "/_snapshot/r/m-0"],
      ["GET", "/_snapshot/r/m-6,m-7,m-8,m-9?sort=name"]
    ]
  },
  {
    name: "create: bodies",
    calls: [
      repository,
      ["PUT", "/_snapshot/r/b-1?wait_for_completion=true", "[]"],
      ["PUT", "/_snapshot/r/b-2?wait_for_completion=true", '"x"'],
      ["PUT", "/_snapshot/r/b-3?wait_for_completion=true", "5"],
      ["PUT", "/_snapshot/r/b-4?wait_for_completion=true", "null"],
      ["PUT", "/_snapshot/r/b-5?wait_for_completion=true", "  "],
      ["PUT", "/_snapshot/r/b-6?wait_for_completion=true", "{}{}"],
      ["PUT", "/_snapshot/r/b-7?wait_for_completion=true", '{"foo":{"bar":[1]}}'],
      ["PUT", "/_snapshot/r/b-8", '{"indices":'],
      ["PUT", "/_snapshot/r/b-8", '{"indices'],
      ["PUT", "/_snapshot/r/b-8", "{indices:1}"],
      ["PUT", "/_snapshot/r/b-8", '{"a":1,"a":2}'],
      ["PUT", "/_snapshot/r/b-8", '{"a":1]'],
      ["PUT", "/_snapshot/r/b-8", '{"a":tru}'],
      ["PUT", "/_snapshot/r/b-8", '{"a":01}'],
      ["PUT", "/_snapshot/r/b-8", "{'a':1}"],
      ["PUT", "/_snapshot/r/b-8", "{}", { headers: { "content-type": "text/plain" } }],
      ["PUT", "/_snapshot/r/b-8", "{}", { headers: { "content-type": "application/x-www-form-urlencoded" } }],
      ["GET", "/_snapshot/r/*?verbose=false"]
    ]
  },
  {
    name: "create: parameters",
    calls: [
      repository,
      ...[
        "wait_for_completion=foo",
        "wait_for_completion=",
        "wait_for_completion=TRUE",
        "master_timeout=foo",
        "master_timeout=-1",
        "master_timeout=0",
        "master_timeout=5",
        "master_timeout=1.5s",
        "master_timeout=-5s",
        "foo=1",
        "foo=1&bar=2",
        "wait_for_completio=true",
        "verbose=true"
      ].map((query, index): Call => [
        "PUT",
        `/_snapshot/r/p-${index}?${query}`,
        { indices: ["-*"], ...none }
      ]),
      ["GET", "/_snapshot/r/*?verbose=false"]
    ]
  },
  {
    name: "create: the name exists",
    calls: [
      repository,
      emptySnapshot("s"),
      emptySnapshot("s"),
      ["PUT", "/_snapshot/r/s", { indices: ["nope"] }],
      ["PUT", "/_snapshot/nope/s", { indices: ["nope"] }],
      ["PUT", "/_snapshot/nope/S", { indices: ["nope"] }],
      ["PUT", "/_snapshot/nope*/s"],
      ["PUT", "/_snapshot/nope/s", { metadata: { k: "x".repeat(2000) } }],
      ["PUT", "/_snapshot/r/S", { metadata: { k: "x".repeat(2000) } }]
    ]
  },
  {
    name: "create: an unassigned primary",
    calls: [
      ...given,
      [
        "PUT",
        "/u?wait_for_active_shards=0",
        {
          settings: {
            number_of_shards: 2,
            number_of_replicas: 0,
            "index.routing.allocation.require._name": "nowhere"
          }
        }
      ],
      snapshot("s", { indices: ["a", "u"], ...none }),
      snapshot("s", { indices: ["u"], metadata: { a: null }, ...none }),
      ["GET", "/_snapshot/r/s"],
      snapshot("s", { indices: ["a", "u"], partial: true, ...none }),
      ["GET", "/_snapshot/r/s"],
      ["GET", "/_snapshot/r/s?index_details=true"],
      ["GET", "/_snapshot/r/s?verbose=false"],
      ["GET", "/_snapshot/r/s/_status"],
      ["GET", "/_cat/snapshots/r?format=json"],
      snapshot("t", { indices: ["u"], partial: true, ...none }),
      ["GET", "/_snapshot/r/t/_status"],
      ["GET", "/_snapshot/r/*?sort=failed_shard_count&order=desc"],
      ["DELETE", "/u"],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "u" }],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "u", partial: true }],
      ["GET", "/_cluster/health/u"],
      ["GET", "/u/_recovery"]
    ]
  }
]
