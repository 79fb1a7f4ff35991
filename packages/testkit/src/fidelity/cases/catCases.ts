import type { Call, FidelityCase } from "../Call.ts"
import { repository, snapshotOf } from "./givenCalls.ts"

const given: readonly Call[] = [
  [
    "PUT",
    "/a",
    {
      settings: { number_of_replicas: 0 },
      aliases: { al: {}, alf: { filter: { term: { n: 1 } }, routing: "1", is_write_index: true } }
    }
  ],
  ["PUT", "/b", { settings: { number_of_replicas: 1, number_of_shards: 2 }, aliases: { al: {} } }],
  ["PUT", "/h", { settings: { number_of_replicas: 0, hidden: true }, aliases: { alh: { is_hidden: true } } }],
  ["PUT", "/c", { settings: { number_of_replicas: 0 }, aliases: { alc: {} } }],
  ["PUT", "/a/_doc/1?refresh=true", { n: 1 }],
  ["PUT", "/c/_doc/1?refresh=true", { n: 1 }],
  ["POST", "/c/_close"]
]
const plainText = { headers: { accept: "text/plain" } }

export const catCases: readonly FidelityCase[] = [
  {
    name: "cat: aliases",
    calls: [
      ...given,
      ["GET", "/_cat/aliases?format=json&s=alias,index"],
      ["GET", "/_cat/aliases?v&s=alias,index"],
      ["GET", "/_cat/aliases/al,alc?format=json&s=alias,index"],
      ["GET", "/_cat/aliases/a*?s=alias,index&h=alias,index"],
      ["GET", "/_cat/aliases?expand_wildcards=open&h=alias&s=alias"],
      ["GET", "/_cat/aliases?format=json&h=a,i,f,ri,rs,w&s=a,i"],
      ["GET", "/_cat/aliases/nope?format=json"]
    ]
  },
  {
    name: "cat: shards",
    calls: [
      ...given,
      ["GET", "/_cat/shards?format=json&s=index,shard,prirep&h=index,shard,prirep,state,docs"],
      ["GET", "/_cat/shards/a,b?s=index,shard,prirep&h=i,s,p,st,d"],
      ["GET", "/_cat/shards/a,b?s=index,shard,prirep&h=i,s,p,st&v"],
      ["GET", "/_cat/shards/a?format=json"],
      ["GET", "/_cat/shards/al?h=index&s=index"],
      ["GET", "/_cat/shards/nope?format=json"],
      ["GET", "/_cat/shards/nope*?format=json"],
      ["GET", "/_cat/shards?foo=1"],
      ["PUT", "/a/_doc/2", { n: 1 }],
      ["GET", "/_cat/shards/a?h=docs"],
      ["GET", "/_cat/indices/a?h=docs.count"]
    ]
  },
  {
    name: "cat: counts",
    calls: [
      ...given,
      ["GET", "/_cat/count?h=count"],
      ["GET", "/_cat/count?format=json"],
      ["GET", "/_cat/count/b?format=json&h=count"],
      ["GET", "/_cat/count/c?h=count"],
      ["GET", "/_cat/count/*?h=count"],
      ["GET", "/_cat/count/nope"],
      ["GET", "/_cat/count/nope*?h=count"]
    ]
  },
  {
    name: "cat: health, nodes",
    calls: [
      ...given,
      ["GET", "/_cat/health?format=json"],
      ["GET", "/_cat/health?h=status,shards&v"],
      ["GET", "/_cat/health?ts=false&v"],
      ["GET", "/_cat/health?foo=1"],
      ["GET", "/_cat/nodes?format=json"],
      ["GET", "/_cat/nodes?h=name,master,node.role,ip,m,r"],
      ["GET", "/_cat/master?format=json"],
      ["GET", "/_cat/master?h=node"]
    ]
  },
  {
    name: "cat: recoveries",
    calls: [
      repository,
      ...given,
      snapshotOf("s1", "a"),
      [
        "POST",
        "/_snapshot/r/s1/_restore?wait_for_completion=true",
        { indices: "a", rename_pattern: "a", rename_replacement: "d", include_aliases: false }
      ],
      [
        "GET",
        "/_cat/recovery?format=json&s=index,shard&h=index,shard,time,type,stage,source_host,source_node,target_node,repository,snapshot"
      ],
      ["GET", "/_cat/recovery/a?h=i,s,ty,st"],
      ["GET", "/_cat/recovery/nope?format=json"],
      ["GET", "/_cat/recovery?active_only=true&format=json"]
    ]
  },
  {
    name: "cat: templates",
    calls: [
      ["PUT", "/_component_template/c1", { template: {} }],
      ["PUT", "/_index_template/t1", { index_patterns: ["x*", "y*"], priority: 7, version: 3 }],
      ["PUT", "/_index_template/t2", { index_patterns: "z*", composed_of: ["c1"] }],
      ["GET", "/_cat/templates?format=json&s=name"],
      ["GET", "/_cat/templates?v&s=name"],
      ["GET", "/_cat/templates/t1?format=json"],
      ["GET", "/_cat/templates/t*?h=n,p,v&s=name"],
      ["GET", "/_cat/templates/nope*?format=json"]
    ]
  },
  {
    name: "cat: columns, orders, formats",
    calls: [
      ...given,
      ["GET", "/_cat/indices?format=json&h=i,h,s,p,r,dc&s=i"],
      ["GET", "/_cat/indices?h=health,pri,docs.count&s=index"],
      ["GET", "/_cat/indices?h=nope,index&s=index"],
      ["GET", "/_cat/indices?s=nope"],
      ["GET", "/_cat/indices?s=index:desc,health&h=index&format=json"],
      ["GET", "/_cat/indices?format=json&h=index&health=green&s=index"],
      ["GET", "/_cat/indices?format=json&h=index&health=purple"],
      ["GET", "/_cat/indices?format=json&h=index&expand_wildcards=closed"],
      ["GET", "/_cat/indices?format=yaml&h=index,pri&s=index"],
      ["GET", "/_cat/indices?h=index&s=index", undefined, { headers: { accept: "application/json" } }],
      ["GET", "/_cat/indices?h=index&s=index", undefined, plainText],
      ["GET", "/_cat/indices?h=index&s=index&v=foo"],
      ["POST", "/_cat/indices"],
      ["HEAD", "/_cat/indices"]
    ]
  }
]
