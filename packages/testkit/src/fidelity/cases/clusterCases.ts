import type { Call, FidelityCase } from "../Call.ts"
import { emptySnapshot, indices, repository, snapshotOf } from "./givenCalls.ts"

export const clusterCases: readonly FidelityCase[] = [
  {
    name: "health",
    calls: [
      ["GET", "/_cluster/health"],
      ...indices,
      ["GET", "/_cluster/health"],
      ["GET", "/_cluster/health/a?wait_for_status=green&timeout=1s"],
      ["PUT", "/y", {}],
      ["GET", "/_cluster/health/y"],
      ["GET", "/_cluster/health/y?wait_for_status=green&timeout=1ms"],
      ["GET", "/_cluster/health/nope?timeout=1ms"],
      ["GET", "/_cluster/health?wait_for_status=foo"],
      ["GET", "/_cluster/health?foo=1"],
      ["GET", "/_cluster/health/y?wait_for_active_shards=all&timeout=1ms"],
      ["GET", "/_cluster/health/a?wait_for_active_shards=all&timeout=1s"],
      ["GET", "/_cluster/health/y?wait_for_no_initializing_shards=true&timeout=1s"]
    ]
  },
  {
    name: "cat",
    calls: [
      repository,
      ...indices,
      snapshotOf("s1", "a", "b"),
      emptySnapshot("s2"),
      ["GET", "/_cat/snapshots/r?format=json&s=id"],
      ["GET", "/_cat/snapshots?format=json&s=id&h=id,status,reason"],
      ["GET", "/_cat/snapshots/r?s=id&h=id,status,total_shards"],
      ["GET", "/_cat/snapshots/r?s=id&h=id,status,total_shards&v"],
      ["GET", "/_cat/snapshots/nope?format=json"],
      ["GET", "/_cat/snapshots/nope*?format=json"],
      ["GET", "/_cat/snapshots/r?format=json&foo=1"],
      [
        "GET",
        "/_cat/indices?format=json&s=index&expand_wildcards=all&h=health,status,index,pri,rep,docs.count"
      ],
      ["GET", "/_cat/indices/a,b?s=index:desc&h=index,pri"],
      ["GET", "/_cat/indices/nope?format=json"],
      ["GET", "/_cat/repositories?format=json"]
    ]
  },
  {
    name: "requests: paths, methods, parameters",
    calls: [
      // Not `GET /`: servers from artifacts lack the module that answers it.
      repository,
      ["GET", "/_nope"],
      ["GET", "/_snapshot/r/s/_nope"],
      ["POST", "/_snapshot/r/s/_nope"],
      ["PATCH", "/_snapshot/r"],
      ["PATCH", "/_snapshot/r/s?pretty"],
      ["HEAD", "/_snapshot/r"],
      ["OPTIONS", "/_snapshot/r"],
      ["POST", "/_snapshot"],
      ["DELETE", "/_snapshot"],
      ["PUT", "/_snapshot/r/_status"],
      ["GET", "/_snapshot/r/"],
      ["POST", "/_snapshot/r/_analyze"],
      ["GET", "/a/b/c/d"],
      ["PUT", "/_cluster/health"],
      ["GET", `/_snapshot/r/${"x".repeat(4069)}`],
      ["GET", `/_snapshot/r/${"x".repeat(4070)}`],
      ["GET", "/_snapshot/r?pretty"],
      [
        "GET",
        "/_snapshot/r",
        undefined,
        { headers: { accept: "application/vnd.elasticsearch+json;compatible-with=8" } }
      ],
      [
        "GET",
        "/_snapshot/r",
        undefined,
        { headers: { accept: "application/vnd.elasticsearch+json; compatible-with=7" } }
      ],
      [
        "GET",
        "/_snapshot/r",
        undefined,
        { headers: { accept: "application/vnd.elasticsearch+json; compatible-with=9" } }
      ],
      [
        "GET",
        "/_snapshot/r",
        undefined,
        { headers: { accept: "application/vnd.elasticsearch+json;compatible-with=8,text/plain" } }
      ],
      ["GET", "/_snapshot/r", undefined, { headers: { accept: "*/*" } }],
      [
        "PUT",
        "/_snapshot/r/s?wait_for_completion=true",
        '{"indices":["-*"]}',
        { headers: { "content-type": "application/vnd.elasticsearch+json;compatible-with=8" } }
      ]
    ]
  },
  {
    name: "requests: paths with a type, empty segments",
    calls: [
      ["GET", "/_data_stream/x"],
      ["PUT", "/_data_stream/x"],
      ["DELETE", "/_data_stream/x"],
      ["HEAD", "/_data_stream/x"],
      ["OPTIONS", "/_data_stream/x"],
      ["GET", "/_data_stream"],
      ["GET", "/x/_nope"],
      ["POST", "/x/y"],
      ["PUT", "/x/y"],
      ["GET", "/x/y/z/_update"],
      ["GET", "/x/y/z"],
      ["PUT", "/x/y/z"],
      ["GET", "/x/_nope/y"],
      ...indices,
      ["GET", "/a//_search"],
      ["GET", "/a/_doc//1"],
      ["GET", "/a/?filter_path=*.aliases"],
      ["GET", "/%61%2Cb?filter_path=*.aliases"],
      ["GET", "/a+b"],
      ["GET", "/a/_doc/1%2F2"],
      ["PUT", "/a/_doc/%C3%A4?refresh=true", { n: 3 }],
      ["GET", "/a/_doc/%c3%a4"],
      ["GET", "/a/_search?size=%31&sort=n%3Adesc"],
      ["GET", "/a/_doc/1?_source=%"],
      ["GET", "/a/_doc/1?_source=%zz"],
      ["GET", "/a/_doc/1?%=1"],
      ["GET", "/a/_mappings"]
    ]
  },
  {
    name: "requests: a parameter that one call has and another has not",
    calls: [
      ...indices,
      ...["/a", "/a/_settings", "/a/_mapping", "/a/_count", "/a/_recovery", "/_resolve/index/a"].flatMap(
        (path) =>
          ["local=true", "master_timeout=1s", "timeout=1s", "flat_settings=true"].map((query): Call => [
            "GET",
            `${path}?${query}&filter_path=error,status,*.aliases`
          ])
      )
    ]
  },
  {
    name: "templates",
    calls: [
      ["GET", "/_index_template"],
      ["GET", "/_index_template/nope"],
      ["GET", "/_index_template/nope*"],
      ["HEAD", "/_index_template/nope"],
      [
        "PUT",
        "/_index_template/t",
        {
          index_patterns: ["a*"],
          priority: 5,
          template: {
            settings: { number_of_shards: 2, number_of_replicas: 0 },
            mappings: { properties: { k: { type: "keyword" } } },
            aliases: { x: {} }
          }
        }
      ],
      ["PUT", "/_index_template/u", { index_patterns: "a1*", priority: 6, _meta: { by: "me" }, version: 3 }],
      ["GET", "/_index_template/t"],
      ["GET", "/_index_template/u"],
      ["HEAD", "/_index_template/t"],
      ["PUT", "/a0"],
      ["PUT", "/a1"],
      [
        "PUT",
        "/a2",
        {
          settings: { number_of_shards: 1 },
          mappings: { properties: { l: { type: "long" } } },
          aliases: { y: {} }
        }
      ],
      ["GET", "/a*"],
      ["PUT", "/_index_template/v", {}],
      ["PUT", "/_index_template/v", { index_patterns: ["b*"], foo: 1 }],
      ["PUT", "/_index_template/v"],
      ["DELETE", "/_index_template/nope"],
      ["DELETE", "/_index_template/nope*"],
      ["DELETE", "/_index_template/t,u"],
      ["GET", "/_index_template"]
    ]
  }
]
