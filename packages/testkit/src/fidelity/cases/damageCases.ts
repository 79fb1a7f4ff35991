import type { ShardDamage } from "../../emulator/snapshots/ShardDamage.ts"
import type { Call, FidelityCase } from "../Call.ts"
import { repository, snapshotOf } from "./givenCalls.ts"

const documents = (index: string, ids: readonly number[]): Call => [
  "POST",
  `/${index}/_bulk?refresh=true`,
  ids.map((id) => `{"index":{"_id":"${id}"}}\n{"n":${id},"text":"${"word ".repeat(50)}${id}"}\n`).join("")
]

const six = [1, 2, 3, 4, 5, 6]

const given: readonly Call[] = [
  repository,
  ["PUT", "/a", { settings: { number_of_replicas: 0 }, aliases: { x: {} } }],
  ["PUT", "/b", { settings: { number_of_replicas: 0, number_of_shards: 2 } }],
  documents("a", six),
  documents("b", six),
  snapshotOf("s", "a", "b")
]

const damage = (index: string, shard: number, how: ShardDamage, snapshot = "s"): Call => [
  "DAMAGE",
  `/r/${snapshot}/${index}/${shard}`,
  how,
  { damages: { repository: "r", snapshot, index, shard, how } }
]

const restore = (body: object = {}, query = "?wait_for_completion=true", name = "s"): Call => [
  "POST",
  `/_snapshot/r/${name}/_restore${query}`,
  {
    rename_pattern: "(.+)",
    rename_replacement: "drill-$1",
    include_aliases: false,
    index_settings: {
      "index.camunda_backup": "abc",
      "index.number_of_replicas": 0,
      "index.shard.check_on_startup": "checksum"
    },
    ...body
  }
]

const explanation = "index,shard,primary,current_state,unassigned_info,can_allocate,allocate_explanation,note"

const explain = (index: string, shard: number, path = explanation): Call => [
  "GET",
  `/_cluster/allocation/explain?filter_path=${path},error,status`,
  { index, shard, primary: true }
]

const look = (names: string): readonly Call[] => [
  ["GET", `/${names}/_recovery`],
  ["GET", `/_cluster/health/${names}?level=shards&timeout=0s`],
  ["GET", `/_cluster/health/${names}?level=indices&timeout=0s`],
  ["GET", `/_cluster/health/${names}?wait_for_no_initializing_shards=true&timeout=1s`],
  ["GET", `/_cluster/health/${names}?wait_for_active_shards=all&timeout=10ms`],
  ["GET", `/_cat/shards/${names}?format=json&s=index,shard`],
  ["GET", `/_cat/shards/${names}?format=json&s=index,shard&h=index,shard,state,ur,ud,unassigned.at`],
  ["GET", `/_cat/recovery/${names}?format=json&s=index,shard&h=index,shard,type,stage`],
  ["GET", `/_cat/indices/${names}?format=json&s=index&h=health,status,index,pri,rep,docs.count,docs.deleted`],
  ["GET", `/${names}/_settings/archived.*?flat_settings=true`],
  ["POST", `/${names}/_count`],
  ["GET", `/${names}/_search?sort=n`],
  ["GET", "/_search?size=0"],
  ["GET", "/_cat/health?h=status,shards,pri,unassign,unassign.pri,active_shards_percent"],
  ["GET", `/${names}/_stats/docs,indexing?filter_path=-**.total_size_in_bytes,-**.*_write_load`],
  ["GET", "/_snapshot/r/s"],
  ["GET", "/_cat/snapshots/r?h=id,status,failed_shards"]
]

const whatIsLost = (how: ShardDamage): FidelityCase => ({
  name: `damage: ${how}, of the only shard`,
  calls: [
    ...given,
    damage("a", 0, how),
    ["GET", "/_snapshot/r/s"],
    ["GET", "/_snapshot/r/s/_status?filter_path=error,status,snapshots.state,snapshots.shards_stats"],
    restore(),
    ...look("drill-a"),
    explain("drill-a", 0),
    explain("drill-a", 0, "node_allocation_decisions.deciders.decider"),
    explain("drill-a", 0, "node_allocation_decisions.deciders"),
    ["GET", "/drill-a/_doc/1"],
    ["PUT", "/drill-a/_doc/1?timeout=20ms", { n: 1 }],
    ["POST", "/drill-a/_update/1?timeout=20ms", { doc: { n: 1 } }],
    ["POST", "/drill-a/_bulk?timeout=20ms", '{"index":{"_id":"1"}}\n{"n":1}\n{"delete":{"_id":"2"}}\n'],
    ["PUT", "/_snapshot/r/again?wait_for_completion=true", { indices: "drill-a" }],
    restore({ indices: "a" }),
    ["GET", "/drill-b/_count"],
    ["DELETE", "/drill-a,drill-b"],
    restore({ indices: "a", partial: true }),
    ["DELETE", "/drill-a"],
    restore({ indices: "a" }, ""),
    ["GET", "/_cluster/health/drill-a?timeout=0s"],
    restore({ indices: "b" }),
    ["GET", "/_cluster/health/drill-b?timeout=0s"]
  ]
})

/** What a restore says of snapshots whose files are not what they were. */
export const damageCases: readonly FidelityCase[] = [
  ...(["changed", "truncated", "missing", "unlisted"] as const).map(whatIsLost),
  {
    name: "damage: of one shard of two",
    calls: [
      ...given,
      damage("b", 1, "changed"),
      restore(),
      ...look("drill-b"),
      ...look("drill-*"),
      explain("drill-b", 0, "index,shard,current_state,can_remain_on_current_node"),
      explain("drill-b", 1),
      ["GET", "/_cluster/allocation/explain?filter_path=index,shard,primary,note"],
      ...six.map((id): Call => ["GET", `/drill-b/_doc/${id}?_source=false`]),
      ["POST", "/drill-b/_mget", { ids: ["1", "2", "3"] }],
      ["POST", "/_snapshot/r/nope/_restore"],
      ["PUT", "/_snapshot/r/part?wait_for_completion=true", { indices: "drill-b", partial: true }]
    ]
  },
  {
    name: "damage: of what an index is like",
    calls: [
      ...given,
      damage("a", 0, "undescribed"),
      ["GET", "/_snapshot/r/s"],
      ["GET", "/_snapshot/r/s/_status"],
      restore(),
      restore({ indices: "a" }),
      restore({ indices: "b" }),
      ["GET", "/_resolve/index/*"]
    ]
  },
  {
    name: "damage: of a file that two snapshots share",
    calls: [
      ...given,
      snapshotOf("t", "a"),
      damage("a", 0, "missing"),
      restore({ indices: "a" }, "?wait_for_completion=true", "t"),
      ["DELETE", "/drill-a"],
      ["DELETE", "/_snapshot/r/s"],
      restore({ indices: "a" }, "?wait_for_completion=true", "t"),
      ["DELETE", "/_snapshot/r/t"],
      ["DELETE", "/drill-a"],
      snapshotOf("u", "a"),
      restore({ indices: "a" }, "?wait_for_completion=true", "u")
    ]
  },
  {
    name: "damage: a restore over what is closed, then a whole one",
    calls: [
      ...given,
      snapshotOf("good", "b"),
      damage("a", 0, "changed"),
      restore({ indices: "a" }),
      ["POST", "/drill-a/_close?timeout=10ms"],
      restore({ indices: "a" }),
      ["GET", "/_cluster/health/drill-a?timeout=0s"],
      ["DELETE", "/drill-a"],
      ["GET", "/_cluster/health?timeout=0s"],
      restore({}, "?wait_for_completion=true", "good"),
      ["GET", "/_cluster/health/drill-b?timeout=0s"]
    ]
  }
]
