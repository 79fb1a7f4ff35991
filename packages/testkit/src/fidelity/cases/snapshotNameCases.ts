import type { FidelityCase } from "../Call.ts"
import { emptySnapshot, repository } from "./givenCalls.ts"

const names = [
  "a%20b",
  "a%09b",
  "a%0Ab",
  "a,b",
  "a%2Cb",
  "a%23b",
  "_a",
  "A",
  "%C3%84",
  "%C3%A4",
  "a%5Cb",
  "a%2Fb",
  "a*",
  "a%3Fb",
  "a%22b",
  "%3Ca",
  "a%3E",
  "a%7Cb",
  "a:b",
  "a+b",
  "a@b",
  "a%25b",
  ".a",
  "..",
  "-a",
  "_all",
  "_current",
  "_status",
  "_A%20b",
  "%20",
  "a%20B%23",
  "x".repeat(300)
]

export const snapshotNameCases: readonly FidelityCase[] = [
  {
    name: "names of snapshots",
    calls: [
      repository,
      ...names.map((name) => emptySnapshot(name)),
      ["GET", "/_snapshot/r/*?verbose=false"],
      ["GET", "/_snapshot/r/a+b"],
      ["GET", "/_snapshot/r/A"],
      ["GET", "/_snapshot/r/_x"],
      ["GET", "/_snapshot/r/%3Cx-%7Bnow%7D%3E"],
      ["GET", "/_snapshot/r/%20"]
    ]
  },
  {
    name: "names of snapshots: date math",
    calls: [
      repository,
      ...[
        "<a-{now/d}>",
        "<b-{now{yyyy}}>",
        "<c-{now/M{yyyy.MM}}>",
        "<d-{now/y{yyyy|+01:00}}>",
        "<e-{now-5y/y{yyyy}}>",
        "<f-{now>",
        "<g-now}>",
        "<h>",
        "<J-{now/d}>",
        "<k-{now-1M/M{yyyy}}>",
        "<>"
      ].map((name) => emptySnapshot(encodeURIComponent(name))),
      ["GET", "/_snapshot/r/*?verbose=false"]
    ]
  }
]
