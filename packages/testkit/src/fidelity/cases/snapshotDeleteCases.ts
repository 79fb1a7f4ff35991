import type { Call, FidelityCase } from "../Call.ts"
import { emptySnapshot, repository, secondRepository } from "./givenCalls.ts"

const given: readonly Call[] = [
  repository,
  secondRepository,
  ...["a1", "a2", "a3", "b1"].map((name) => emptySnapshot(name)),
  emptySnapshot("q1", "q")
]

const deletion = (names: string, query = ""): readonly Call[] => [
  ["DELETE", `/_snapshot/r/${names}${query}`],
  ["GET", "/_snapshot/*/*?sort=name&filter_path=snapshots.snapshot,snapshots.repository"]
]

export const snapshotDeleteCases: readonly FidelityCase[] = [
  {
    name: "delete: what is refused, and what matches nothing",
    calls: [
      ...given,
      ...deletion("nope"),
      ...deletion("nope*"),
      ...deletion("a1,nope"),
      ...deletion("nope,none"),
      ...deletion("_all"),
      ...deletion("_current"),
      ...deletion("*,-a1"),
      ...deletion("a1", "?ignore_unavailable=true"),
      ...deletion("a1", "?wait_for_completion=foo"),
      ...deletion("A1"),
      ...deletion("-*"),
      ["DELETE", "/_snapshot/nope/a1"],
      ["DELETE", "/_snapshot/nope/*"],
      ["DELETE", "/_snapshot/r*/a1"],
      ["DELETE", "/_snapshot/r,q/a1"],
      ["DELETE", "/_snapshot/_all/a1"]
    ]
  },
  {
    name: "delete: one, many, all",
    calls: [
      ...given,
      ...deletion("a1,a1"),
      ...deletion("a*,b1"),
      ...deletion("*"),
      emptySnapshot("a1"),
      ...deletion("nope*,a1"),
      ...deletion("a1"),
      emptySnapshot("a1"),
      ["DELETE", "/_snapshot/r/a1?wait_for_completion=false"],
      ["GET", "/_snapshot/r/a1", undefined, { until: 404 }]
    ]
  }
]
