import type { Call, FidelityCase } from "../Call.ts"
import { emptySnapshot, indices, repository, secondRepository, snapshotOf } from "./givenCalls.ts"

const given: readonly Call[] = [
  repository,
  secondRepository,
  ...indices,
  emptySnapshot("e"),
  snapshotOf("s", "a", "b", "c"),
  emptySnapshot("e", "q")
]

export const snapshotStatusCases: readonly FidelityCase[] = [
  {
    name: "status: of finished snapshots",
    calls: [
      ...given,
      ["GET", "/_snapshot/r/s/_status"],
      ["GET", "/_snapshot/r/e/_status"],
      ["GET", "/_snapshot/r/s,e/_status", undefined, { anyOrder: ["snapshots"] }]
    ]
  },
  {
    name: "status: of nothing and of what is missing",
    calls: [
      ...given,
      ["GET", "/_snapshot/_status"],
      ["GET", "/_snapshot/r/_status"],
      ["GET", "/_snapshot/nope/_status"],
      ["GET", "/_snapshot/*/_status"],
      ["GET", "/_snapshot/r,q/_status"],
      ["GET", "/_snapshot/r/nope/_status"],
      ["GET", "/_snapshot/r/s,nope/_status"],
      ["GET", "/_snapshot/r/nope,s/_status?ignore_unavailable=true"],
      ["GET", "/_snapshot/r/s*/_status"],
      ["GET", "/_snapshot/r/s*/_status?ignore_unavailable=true"],
      ["GET", "/_snapshot/r/*/_status"],
      ["GET", "/_snapshot/r/_all/_status"],
      ["GET", "/_snapshot/r/_current/_status"],
      ["GET", "/_snapshot/nope/s/_status"],
      ["GET", "/_snapshot/nope/s/_status?ignore_unavailable=true"],
      ["GET", "/_snapshot/nope/_all/_status"],
      ["GET", "/_snapshot/r*/s/_status"],
      ["GET", "/_snapshot/r,q/e/_status"],
      ["GET", "/_snapshot/r/s/_status?verbose=true"],
      ["GET", "/_snapshot/_status?ignore_unavailable=foo"]
    ]
  }
]
