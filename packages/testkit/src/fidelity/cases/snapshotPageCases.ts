import type { Call, FidelityCase } from "../Call.ts"
import { emptySnapshot, indices, repository, secondRepository, snapshotOf } from "./givenCalls.ts"

const given: readonly Call[] = [
  repository,
  secondRepository,
  ...indices,
  emptySnapshot("a1"),
  snapshotOf("a2", "a"),
  snapshotOf("a3", "a", "b"),
  emptySnapshot("b1"),
  snapshotOf("b2", "b"),
  emptySnapshot("c1", "q"),
  emptySnapshot("c2", "q")
]

const sorts = ["name", "index_count", "shard_count", "failed_shard_count", "start_time"]

const cursor = (text: string): string => Buffer.from(text).toString("base64url")

export const snapshotPageCases: readonly FidelityCase[] = [
  {
    name: "pages: sorts and orders",
    calls: [
      ...given,
      ...sorts.flatMap((sort) =>
        ["asc", "desc"].map((order): Call => ["GET", `/_snapshot/r/*?sort=${sort}&order=${order}`])
      ),
      ...["asc", "desc"].map((order): Call => ["GET", `/_snapshot/*/*?sort=repository&order=${order}`])
    ]
  },
  ...["name", "index_count", "shard_count", "repository", "failed_shard_count"].map((sort): FidelityCase => ({
    name: `pages: by ${sort}, to the end`,
    calls: [
      ...given,
      ["GET", `/_snapshot/*/*?sort=${sort}&size=3`, undefined, { capture: { next: "next" } }],
      ["GET", `/_snapshot/*/*?sort=${sort}&size=3&after=$next`, undefined, { capture: { last: "next" } }],
      ["GET", `/_snapshot/*/*?sort=${sort}&size=3&after=$last`],
      ["GET", `/_snapshot/*/*?sort=${sort}&size=2&order=desc`, undefined, { capture: { down: "next" } }],
      ["GET", `/_snapshot/*/*?sort=${sort}&size=2&order=desc&after=$down`],
      ["GET", `/_snapshot/*/*?sort=${sort}&size=2&offset=2`],
      ["GET", `/_snapshot/*/*?sort=${sort}&size=2&offset=6`],
      ["GET", `/_snapshot/*/*?sort=${sort}&size=2&offset=7`],
      ["GET", `/_snapshot/*/*?sort=${sort}&offset=3`],
      ["GET", `/_snapshot/*/*?sort=${sort}&size=7`],
      ["GET", `/_snapshot/*/*?sort=${sort}&size=100`]
    ]
  })),
  {
    name: "pages: from a value",
    calls: [
      ...given,
      ["GET", "/_snapshot/r/*?sort=name&from_sort_value=a3"],
      ["GET", "/_snapshot/r/*?sort=name&from_sort_value=a3&order=desc"],
      ["GET", "/_snapshot/r/*?sort=name&from_sort_value=a&size=2"],
      ["GET", "/_snapshot/r/*?sort=index_count&from_sort_value=1"],
      ["GET", "/_snapshot/r/*?sort=index_count&from_sort_value=1&order=desc"],
      ["GET", "/_snapshot/r/*?sort=shard_count&from_sort_value=2"],
      ["GET", "/_snapshot/r/*?sort=failed_shard_count&from_sort_value=1"],
      ["GET", "/_snapshot/*/*?sort=repository&from_sort_value=r"],
      ["GET", "/_snapshot/r/*?from_sort_value=0"],
      ["GET", "/_snapshot/r/*?from_sort_value=99999999999999"],
      ["GET", "/_snapshot/r/*?sort=duration&from_sort_value=999999999"],
      ["GET", "/_snapshot/r/*?sort=index_count&from_sort_value=x"],
      ["GET", "/_snapshot/r/*?sort=start_time&from_sort_value=x"],
      ["GET", "/_snapshot/r/*?sort=duration&from_sort_value="],
      ["GET", "/_snapshot/r/*?from_sort_value=1.5"]
    ]
  },
  {
    name: "pages: written cursors",
    calls: [
      ...given,
      ["GET", `/_snapshot/r/*?sort=name&after=${cursor("a2,r,a2")}`],
      ["GET", `/_snapshot/r/*?sort=name&after=${cursor("a2,q,a2")}`],
      ["GET", `/_snapshot/r/*?sort=name&after=${cursor("zz,r,zz")}`],
      ["GET", `/_snapshot/r/*?sort=index_count&after=${cursor("0,r,b1")}`],
      ["GET", `/_snapshot/r/*?sort=index_count&after=${cursor("x,r,b1")}`],
      ["GET", `/_snapshot/r/*?sort=index_count&after=${cursor("0,r")}`],
      ["GET", `/_snapshot/r/*?sort=index_count&after=${cursor("0,r,a,b")}`],
      ["GET", "/_snapshot/r/*?sort=name&after=%25%25"],
      ["GET", "/_snapshot/r/*?sort=name&after=a"]
    ]
  },
  {
    name: "pages: what does not go together",
    calls: [
      repository,
      emptySnapshot("a1"),
      ...[
        "size=2&verbose=false",
        "offset=1&verbose=false",
        "sort=name&verbose=false",
        "sort=start_time&verbose=false",
        "order=desc&verbose=false",
        "order=asc&verbose=false",
        "after=YSxyLGEx&verbose=false",
        "from_sort_value=1&verbose=false",
        "slm_policy_filter=x&verbose=false",
        "size=-1&offset=0&verbose=false",
        "size=2&offset=1&sort=name&order=desc&after=YSxyLGEx&from_sort_value=a&slm_policy_filter=x&verbose=false",
        "size=0&verbose=false",
        "size=0&offset=-1",
        "after=YSxyLGEx&offset=1&sort=name",
        "after=YSxyLGEx&from_sort_value=a&sort=name",
        "after=YSxyLGEx&from_sort_value=a&sort=name&offset=2&size=0",
        "after=YSxyLGEx&offset=0&sort=name",
        "offset=5",
        "size=1&offset=5"
      ].map((query): Call => ["GET", `/_snapshot/r/*?${query}`])
    ]
  }
]
