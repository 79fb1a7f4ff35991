import { seededRandom } from "../../installation/seededRandom.ts"
import type { Call, FidelityCase } from "../Call.ts"

/** A hundred kilobytes that cannot be compressed: at 30 kB a second they come back after three seconds. */
const incompressible = (): string => {
  const random = seededRandom("restore")
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
  return Array.from({ length: 100_000 }, () => letters[random.integer(64)]).join("")
}

const repository = (location: string, rate = "30kb") => ({
  type: "fs",
  settings: { location, max_restore_bytes_per_sec: rate }
})

const meanwhile = (method: string, path: string, body?: unknown): Call => [
  method,
  path,
  body,
  { goesOn: true }
]

const given: readonly Call[] = [
  ["PUT", "/_snapshot/r", repository("$loc/r")],
  [
    "PUT",
    "/a",
    {
      settings: { number_of_replicas: 0 },
      mappings: { properties: { text: { type: "keyword", index: false, doc_values: false } } }
    }
  ],
  ["PUT", "/a/_doc/1?refresh=true", { text: incompressible() }],
  ["PUT", "/_snapshot/r/s?wait_for_completion=true", { indices: "a" }],
  ["PUT", "/_snapshot/r/empty?wait_for_completion=true", { indices: "-*" }],
  ["DELETE", "/a"],
  meanwhile("POST", "/_snapshot/r/s/_restore", { indices: "a" }),
  meanwhile("GET", "/_cluster/health/a?wait_for_active_shards=all&timeout=200ms")
]

/** Restores that are slow enough to be looked at. */
export const restoreTimeCases: readonly FidelityCase[] = [
  {
    name: "restores that take time: what is seen",
    calls: [
      ...given,
      ["GET", "/_cluster/health/a?timeout=0s"],
      ["GET", "/_cluster/health?wait_for_no_initializing_shards=true&timeout=10ms"],
      ["GET", "/_cluster/health/a?wait_for_status=yellow&timeout=10ms"],
      ["GET", "/_cat/indices?format=json"],
      ["GET", "/_cluster/health/a?level=shards&timeout=0s"],
      ["GET", "/_cat/shards/a?format=json&h=index,shard,prirep,state,docs,node,ur,ud"],
      ["GET", "/a/_stats/docs,indexing?level=shards"],
      [
        "GET",
        "/_cluster/allocation/explain?filter_path=-unassigned_info.last_allocation_status",
        { index: "a", shard: 0, primary: true }
      ],
      ["GET", "/_cluster/allocation/explain?filter_path=error.reason"],
      ["GET", "/_cat/allocation?format=json&h=shards,node"],
      ["GET", "/a/_settings/archived.*?flat_settings=true"],
      ["GET", "/a/_recovery"],
      ["GET", "/a/_recovery?active_only=true"],
      ["GET", "/a"],
      ["GET", "/_resolve/index/a"],
      ["GET", "/a/_doc/1"],
      ["POST", "/a/_count"],
      ["GET", "/_cluster/health/a?wait_for_no_initializing_shards=true&timeout=20s"],
      ["GET", "/_cluster/health/a?timeout=0s"],
      ["GET", "/a/_recovery"],
      ["GET", "/a/_recovery?active_only=true"],
      ["GET", "/_cat/indices?format=json&h=index,health,docs.count"]
    ]
  },
  {
    name: "restores that take time: what is refused",
    calls: [
      ...given,
      meanwhile("POST", "/a/_close"),
      meanwhile("DELETE", "/_snapshot/r/s"),
      meanwhile("DELETE", "/_snapshot/r/empty"),
      meanwhile("DELETE", "/_snapshot/r"),
      meanwhile("PUT", "/_snapshot/r", repository("$loc/elsewhere")),
      meanwhile("POST", "/_snapshot/r/s/_restore", { indices: "a" }),
      meanwhile("PUT", "/a/_doc/1?timeout=20ms", { n: 1 }),
      meanwhile("PUT", "/a/_create/2?timeout=20ms", { n: 1 }),
      meanwhile("POST", "/a/_update/1?timeout=20ms", { doc: { n: 1 } }),
      meanwhile("DELETE", "/a/_doc/1?timeout=20ms"),
      meanwhile("POST", "/a/_bulk?timeout=20ms", '{"index":{"_id":"1"}}\n{"n":1}\n'),
      meanwhile("POST", "/a/_bulk?timeout=20ms", '{"index":{"_id":"1"}}\n{"n":1}\n{"delete":{"_id":"2"}}\n'),
      meanwhile("POST", "/a/_pit?keep_alive=1m"),
      meanwhile("PUT", "/a/_alias/x"),
      meanwhile("PUT", "/a/_mapping", { properties: { n: { type: "long" } } }),
      meanwhile("PUT", "/_snapshot/r", repository("$loc/r", "31kb")),
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "nope*" }],
      ["GET", "/a/_doc/1?_source=false"],
      ["DELETE", "/_snapshot/r/s"],
      ["GET", "/a/_alias"]
    ]
  },
  {
    name: "restores that take time: snapshots wait for them",
    calls: [
      ...given,
      meanwhile("PUT", "/_snapshot/r/during", { indices: "a" }),
      ["GET", "/_snapshot/r/_current"],
      ["GET", "/_snapshot/r/during/_status"],
      meanwhile("PUT", "/_snapshot/r/nothing?wait_for_completion=true", { indices: "-*" }),
      meanwhile("DELETE", "/a"),
      ["POST", "/a/_count"],
      ["GET", "/_cluster/health/a?wait_for_no_initializing_shards=true&timeout=20s"],
      ["PUT", "/_snapshot/r/last", { indices: "-*" }],
      ["GET", "/_snapshot/r/during"],
      ["DELETE", "/a"],
      ["GET", "/_snapshot/r/during/_status"]
    ]
  },
  {
    name: "restores that take time: of an index that is deleted meanwhile, by name with others",
    calls: [
      ...given,
      ["PUT", "/other", { settings: { number_of_replicas: 0 } }, { goesOn: true }],
      meanwhile("DELETE", "/a,nope"),
      meanwhile("DELETE", "/other,nope,a"),
      ["GET", "/_cluster/health/a?timeout=0s"],
      ["GET", "/_resolve/index/*"],
      ["DELETE", "/a,other"],
      ["GET", "/_resolve/index/*"],
      ["GET", "/_recovery"],
      ["POST", "/_snapshot/r/s/_restore?wait_for_completion=true", { indices: "nope*" }],
      ["DELETE", "/_snapshot/r/s"]
    ]
  },
  {
    name: "restores that take time: of an index that is deleted meanwhile",
    calls: [
      ...given,
      ["DELETE", "/a"],
      ["GET", "/_recovery"],
      ["DELETE", "/_snapshot/r/s"],
      ["GET", "/_snapshot/r/_all"]
    ]
  }
]
