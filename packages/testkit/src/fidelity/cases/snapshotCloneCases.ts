import type { Call, FidelityCase } from "../Call.ts"
import { emptySnapshot, indices, repository, snapshot, snapshotOf } from "./givenCalls.ts"

const given: readonly Call[] = [
  repository,
  ...indices,
  snapshotOf("s", "a", "b"),
  emptySnapshot("e"),
  snapshot("g", { indices: "a,b,c", metadata: { by: "me" } })
]

const clone = (source: string, target: string, body?: unknown, query = ""): Call => [
  "PUT",
  `/_snapshot/r/${source}/_clone/${target}${query}`,
  body
]

export const snapshotCloneCases: readonly FidelityCase[] = [
  {
    name: "clone: what it makes",
    calls: [
      ...given,
      clone("s", "t1", { indices: "*" }),
      ["GET", "/_snapshot/r/t1"],
      ["GET", "/_snapshot/r/t1/_status"],
      clone("s", "t2", { indices: "a" }),
      ["GET", "/_snapshot/r/t2"],
      clone("g", "t3", { indices: ["*", "-a"] }),
      ["GET", "/_snapshot/r/t3"],
      ["DELETE", "/_snapshot/r/g"],
      ["GET", "/_snapshot/r/t3?index_details=true"],
      ["DELETE", "/b,c"],
      ["POST", "/_snapshot/r/t3/_restore?wait_for_completion=true"],
      ["GET", "/_snapshot/r/*?sort=name&verbose=true"]
    ]
  },
  {
    name: "clone: refused",
    calls: [
      ...given,
      clone("s", "t"),
      clone("s", "t", {}),
      clone("s", "t", { indices: [] }),
      clone("s", "t", { indices: "nope" }),
      clone("s", "t", { indices: "nope*" }),
      clone("e", "t", { indices: "*" }),
      clone("nope", "t", { indices: "*" }),
      clone("s", "e", { indices: "*" }),
      clone("s", "s", { indices: "*" }),
      clone("s", "T", { indices: "*" }),
      clone("s*", "t", { indices: "*" }),
      clone("s", "t", { indices: "*", foo: 1 }),
      clone("s", "t", { indices: "*" }, "?wait_for_completion=true"),
      ["POST", "/_snapshot/r/s/_clone/t", { indices: "*" }],
      ["GET", "/_snapshot/r/s/_clone/t"],
      ["PUT", "/_snapshot/nope/s/_clone/t", { indices: "*" }],
      ["GET", "/_snapshot/r/*?sort=name"]
    ]
  }
]
