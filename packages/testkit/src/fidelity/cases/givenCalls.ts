import type { Call } from "../Call.ts"

/** What many cases begin with. */
export const repository: Call = ["PUT", "/_snapshot/r", { type: "fs", settings: { location: "$loc/r" } }]

export const secondRepository: Call = [
  "PUT",
  "/_snapshot/q",
  { type: "fs", settings: { location: "$loc/q" } }
]

/** `a` with an alias, `b` with two shards, `c` closed, `h` hidden, `.d` dotted; no replicas, so that all is green. */
export const indices: readonly Call[] = [
  [
    "PUT",
    "/a",
    {
      settings: { number_of_replicas: 0 },
      mappings: { properties: { n: { type: "long" }, t: { type: "keyword" } } },
      aliases: { x: {} }
    }
  ],
  ["PUT", "/b", { settings: { number_of_shards: 2, number_of_replicas: 0 } }],
  ["PUT", "/c", { settings: { number_of_replicas: 0 } }],
  ["POST", "/c/_close"],
  ["PUT", "/h", { settings: { number_of_replicas: 0, "index.hidden": true } }],
  ["PUT", "/.d", { settings: { number_of_replicas: 0, "index.hidden": true } }],
  ["PUT", "/a/_doc/1?refresh=true", { n: 1, t: "one" }],
  ["PUT", "/a/_doc/2?refresh=true", { n: 2, t: "two" }]
]

/** A whole snapshot of the named indices, waited for. */
export const snapshot = (name: string, body: object = {}): Call => [
  "PUT",
  `/_snapshot/r/${name}?wait_for_completion=true`,
  body
]

/** A snapshot of nothing: quick, and without global state. */
export const emptySnapshot = (name: string, repositoryName = "r"): Call => [
  "PUT",
  `/_snapshot/${repositoryName}/${name}?wait_for_completion=true`,
  { indices: ["-*"], include_global_state: false, feature_states: ["none"] }
]

const empty = { include_global_state: false, feature_states: ["none"] }

/** A snapshot of these indices and of nothing else. */
export const snapshotOf = (name: string, ...names: readonly string[]): Call => [
  "PUT",
  `/_snapshot/r/${name}?wait_for_completion=true`,
  { indices: names, ...empty }
]
