import type { Call, FidelityCase } from "../Call.ts"
import { indices, repository, snapshotOf } from "./givenCalls.ts"

/** Without what is Lucene's own business, and what only newer releases measure. */
const unlike = ["commit", "retention_leases", "shard_path", "recent_write_load", "peak_write_load"]
  .map((name) => `-**.${name}`)
  .join(",")

const stats = (path: string, query = ""): Call => ["GET", `${path}?filter_path=${unlike}${query}`]

/** After a flush it is up to merges what is left of deleted documents. */
const kept = (path: string): Call => ["GET", `${path}?level=shards&filter_path=${unlike},-**.deleted`]

const shards = (names: string): Call => stats(`/${names}/_stats/docs,indexing,store`, "&level=shards")

export const statsCases: readonly FidelityCase[] = [
  {
    name: "statistics: writes, counted by shard",
    calls: [
      ["PUT", "/w", { settings: { number_of_replicas: 0, number_of_shards: 2 }, aliases: { x: {} } }],
      shards("w"),
      ...[1, 2, 3, 4, 5].map((id): Call => ["PUT", `/w/_doc/${id}`, { n: id }]),
      ["POST", "/w/_refresh"],
      shards("w"),
      ["PUT", "/w/_doc/1?refresh=true", { n: 10 }],
      ["DELETE", "/w/_doc/2?refresh=true"],
      ["DELETE", "/w/_doc/nope?refresh=true"],
      ["POST", "/w/_update/3?refresh=true", { doc: { n: 30 } }],
      ["POST", "/w/_update/3?refresh=true", { doc: { n: 30 } }],
      ["POST", "/w/_update/6?refresh=true", { doc: { n: 30 }, doc_as_upsert: true }],
      ["PUT", "/w/_create/1", { n: 1 }],
      ["PUT", "/w/_doc/7", { n: "x" }],
      [
        "POST",
        "/w/_bulk?refresh=true",
        '{"index":{"_id":"8"}}\n{"n":1}\n{"create":{"_id":"8"}}\n{"n":1}\n{"delete":{"_id":"4"}}\n{"update":{"_id":"8"}}\n{"doc":{"n":2}}\n'
      ],
      shards("w"),
      stats("/w/_stats/indexing"),
      stats("/w/_stats/docs", "&level=cluster"),
      ["POST", "/w/_close"],
      ["POST", "/w/_open"],
      kept("/w/_stats/docs,indexing"),
      ["PUT", "/w/_doc/9?refresh=true", { n: 1 }],
      stats("/w/_stats/indexing", "&level=shards")
    ]
  },
  {
    name: "statistics: which indices, which metrics, which level",
    calls: [
      ...indices,
      ["PUT", "/y", { settings: { number_of_replicas: 1 } }],
      stats("/_stats/docs"),
      stats("/a,b,y/_stats/docs,store"),
      stats("/_all/_stats/docs"),
      stats("/x/_stats/docs"),
      stats("/*/_stats/docs", "&expand_wildcards=open,hidden"),
      stats("/*/_stats/docs", "&expand_wildcards=all"),
      stats("/c/_stats/docs"),
      stats("/c/_stats/docs", "&forbid_closed_indices=false"),
      stats("/a,c/_stats/docs", "&ignore_unavailable=true"),
      stats("/nope/_stats/docs"),
      stats("/a,nope/_stats/docs"),
      stats("/a,nope/_stats/docs", "&ignore_unavailable=true"),
      stats("/nope*/_stats/docs,indexing", "&level=shards"),
      stats("/a/_stats/docs", "&level=nope"),
      stats("/a/_stats/docs,seq_no,indexing,store", "&level=shards"),
      stats("/a/_stats/nope"),
      stats("/a/_stats/doc,store"),
      stats("/a/_stats/doc,indexes"),
      stats("/a/_stats/docs,_all"),
      ["GET", "/a/_stats?filter_path=indices.*.primaries.docs,indices.*.primaries.indexing.index_total"],
      ["GET", "/a/_stats/_all?filter_path=indices.*.primaries.docs,_shards"],
      ["GET", "/a/_stats?level=shards&filter_path=indices.*.shards.*.seq_no,indices.*.shards.*.docs.count"],
      ["GET", "/a/_stats/docs?foo=1"],
      ["POST", "/a/_stats/docs"],
      ["PUT", "/a/_block/metadata"],
      stats("/a/_stats/docs")
    ]
  },
  {
    name: "statistics: of what was restored",
    calls: [
      repository,
      ...indices,
      ["DELETE", "/a/_doc/1?refresh=true"],
      snapshotOf("s", "a", "b"),
      [
        "POST",
        "/_snapshot/r/s/_restore?wait_for_completion=true",
        { rename_pattern: "(.+)", rename_replacement: "drill-$1", include_aliases: false }
      ],
      kept("/drill-a,drill-b/_stats/docs,indexing"),
      ["PUT", "/drill-a/_doc/5?refresh=true", { n: 5 }],
      kept("/drill-a/_stats/docs,indexing")
    ]
  }
]
