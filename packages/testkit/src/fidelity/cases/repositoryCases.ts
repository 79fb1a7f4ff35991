import type { FidelityCase } from "../Call.ts"
import { emptySnapshot, repository, secondRepository } from "./givenCalls.ts"

const put = (name: string, body: unknown, query = "") => ["PUT", `/_snapshot/${name}${query}`, body] as const

const fs = (settings: object) => ({ type: "fs", settings: { location: "$loc/r", ...settings } })

export const repositoryCases: readonly FidelityCase[] = [
  {
    name: "repositories: none",
    calls: [
      ["GET", "/_snapshot"],
      ["GET", "/_snapshot/_all"],
      ["GET", "/_snapshot/*"],
      ["GET", "/_snapshot/nope"],
      ["GET", "/_snapshot/nope*"],
      ["GET", "/_snapshot/nope*,nope"],
      ["DELETE", "/_snapshot/nope"],
      ["DELETE", "/_snapshot/nope*"],
      ["DELETE", "/_snapshot/_all"],
      ["DELETE", "/_snapshot/*"],
      ["POST", "/_snapshot/nope/_verify"],
      ["POST", "/_snapshot/nope/_cleanup"],
      ["GET", "/_cat/repositories?format=json"],
      ["GET", "/_cat/repositories"]
    ]
  },
  {
    name: "repositories: registered, read, replaced, removed",
    calls: [
      put("r", fs({ compress: true, chunk_size: "10mb", max_snapshot_bytes_per_sec: "40mb" })),
      ["GET", "/_snapshot/r"],
      put("r", fs({ compress: false, unknown: { deep: [1, true], other: 2.5 } })),
      ["GET", "/_snapshot/r"],
      secondRepository,
      ["GET", "/_snapshot"],
      ["GET", "/_snapshot/r,q"],
      ["GET", "/_snapshot/q,r"],
      ["GET", "/_snapshot/q*,r"],
      ["GET", "/_snapshot/*,-r"],
      ["GET", "/_snapshot/-r,*"],
      ["GET", "/_snapshot/r,nope"],
      ["GET", "/_snapshot/nope,r,none"],
      ["GET", "/_cat/repositories?format=json"],
      ["GET", "/_cat/repositories?v"],
      ["POST", "/_snapshot/r/_verify"],
      ["POST", "/_snapshot/r/_cleanup"],
      ["DELETE", "/_snapshot/r,nope"],
      ["GET", "/_snapshot"],
      ["DELETE", "/_snapshot/r*"],
      ["GET", "/_snapshot"],
      ["DELETE", "/_snapshot/_all"],
      ["GET", "/_snapshot"]
    ]
  },
  {
    name: "repositories: the first write gives an identity",
    calls: [
      repository,
      ["GET", "/_snapshot/r"],
      emptySnapshot("s"),
      ["GET", "/_snapshot/r"],
      ["DELETE", "/_snapshot/r"],
      repository,
      ["GET", "/_snapshot/r"],
      ["GET", "/_snapshot/r/_all?verbose=false"],
      ["GET", "/_snapshot/r"],
      ["DELETE", "/_snapshot/r/s"],
      ["GET", "/_snapshot/r"]
    ]
  },
  {
    name: "repositories: refused",
    calls: [
      put("r", { settings: { location: "$loc/r" } }),
      put("r", { type: "fs" }),
      put("r", { type: "fs", settings: {} }),
      put("r", { type: "fs", settings: "x" }),
      put("r", { type: 5, settings: { location: "$loc/r" } }),
      put("r", { type: "foo", settings: { location: "$loc/r" } }),
      put("r", { type: "s3", settings: { bucket: "b" } }),
      put("r", { type: "url", settings: { url: "http://x" } }),
      put("r", { type: "fs", settings: { location: "/nowhere/else" } }),
      put("r", { type: "fs", settings: { location: "../.." } }),
      put("r", fs({ max_snapshot_bytes_per_sec: "foo" })),
      put("r", fs({ max_restore_bytes_per_sec: "12" })),
      put("r", fs({ chunk_size: "1xb" })),
      put("r", fs({ compress: "maybe" })),
      put("r", fs({ readonly: "maybe" })),
      put("r", fs({ max_number_of_snapshots: "x" })),
      put("r", fs({ max_number_of_snapshots: 0 })),
      ["PUT", "/_snapshot/r"],
      put("r", "[]"),
      put("r", '"x"'),
      put("r", "{"),
      put("r", '{"type":"fs",}'),
      ["GET", "/_snapshot"]
    ]
  },
  {
    name: "repositories: unknown keys and parameters",
    calls: [
      put("r", { ...fs({}), foo: 1 }),
      put("r", fs({}), "?verify=foo"),
      put("r", fs({}), "?verify=false"),
      put("r", fs({}), "?foo=1"),
      put("r", fs({}), "?master_timeout=x"),
      put("r", fs({}), "?timeout=1s&master_timeout=2m"),
      ["GET", "/_snapshot/r?local=true"],
      ["GET", "/_snapshot/r?local=x"],
      ["GET", "/_snapshot/r?verify=true"]
    ]
  },
  {
    name: "repositories: names",
    calls: [
      ...[
        "g-%23",
        "g%20a",
        "A",
        "_x",
        "a:b",
        "a,b",
        "a*",
        "a%2Fb",
        "%3Cx%3E",
        "a%22b",
        "a%7Cb",
        "%C3%A4",
        "-a",
        ".a",
        ".."
      ].map((name) => put(name, { type: "fs", settings: { location: "$loc/n" } })),
      ["GET", "/_snapshot"],
      ["GET", "/_snapshot/A"]
    ]
  },
  {
    name: "repositories: verify=false registers anything",
    calls: [
      put("r", { type: "foo" }, "?verify=false"),
      put("r", { type: "fs", settings: { location: "/nowhere" } }, "?verify=false"),
      put("r", { type: "fs" }, "?verify=false"),
      ["GET", "/_snapshot"]
    ]
  },
  {
    name: "repositories: two names of one location",
    calls: [
      repository,
      put("q", { type: "fs", settings: { location: "$loc/r", readonly: true } }),
      emptySnapshot("s1"),
      ["GET", "/_snapshot/q/_all?verbose=false"],
      ["GET", "/_snapshot/q/s1"],
      ["GET", "/_snapshot"],
      emptySnapshot("s2", "q"),
      ["DELETE", "/_snapshot/q/s1"],
      ["DELETE", "/_snapshot/q/nope"],
      ["DELETE", "/_snapshot/q/nope*"],
      ["POST", "/_snapshot/q/_cleanup"],
      ["POST", "/_snapshot/q/_verify"],
      ["POST", "/_snapshot/q/s1/_restore?wait_for_completion=true"],
      ["GET", "/_snapshot/*/s1?sort=repository"]
    ]
  },
  {
    name: "repositories: a snapshot survives its repository",
    calls: [
      repository,
      emptySnapshot("s1"),
      ["DELETE", "/_snapshot/r"],
      ["GET", "/_snapshot/r/s1"],
      put("again", { type: "fs", settings: { location: "$loc/r" } }),
      ["GET", "/_snapshot/again/s1"],
      ["GET", "/_snapshot/again/_all"],
      emptySnapshot("s2", "again"),
      ["GET", "/_snapshot/again/_all?sort=name"]
    ]
  },
  {
    name: "repositories: a limit of snapshots",
    calls: [
      put("r", fs({ max_number_of_snapshots: 1 })),
      emptySnapshot("s1"),
      emptySnapshot("s2"),
      ["PUT", "/_snapshot/r/s3", { indices: ["-*"], include_global_state: false, feature_states: ["none"] }],
      ["GET", "/_snapshot/r/s3", undefined, { until: 404 }],
      ["GET", "/_snapshot/r/_all"],
      ["DELETE", "/_snapshot/r/s1"],
      emptySnapshot("s2"),
      ["GET", "/_snapshot/r/_all"]
    ]
  }
]
