import type { Call, FidelityCase } from "../Call.ts"
import { emptySnapshot, indices, repository, secondRepository, snapshotOf } from "./givenCalls.ts"

/** Names rise with time: those that share a start time are ordered by name. */
const given: readonly Call[] = [
  repository,
  secondRepository,
  ["PUT", "/_snapshot/empty", { type: "fs", settings: { location: "$loc/empty" } }],
  ...indices,
  emptySnapshot("a1"),
  emptySnapshot("a2"),
  snapshotOf("a3", "a", "b"),
  emptySnapshot("b1"),
  snapshotOf("c1", "a"),
  emptySnapshot("a1", "q"),
  emptySnapshot("z1", "q")
]

const selections = [
  "a1",
  "nope",
  "a1,nope",
  "nope,none",
  "a*",
  "nope*",
  "*",
  "_all",
  "_all,a1",
  "_current",
  "_current,a1",
  "a1,a1,a*",
  "b1,a1",
  "a*,-a2",
  "-a2,a*",
  "-a2",
  "a1,-a1",
  "*,-a*",
  "*,-a*,a1",
  "a*,-*",
  "*1",
  "*a*",
  "a*1*",
  ",",
  ",a1",
  "a1,",
  "a1,,b1",
  "A1",
  "_x",
  "*,-nope",
  "?1"
]

const repositories = [
  "r,q",
  "*",
  "_all",
  "r*",
  "nope",
  "nope*",
  "r,nope",
  "*,-r",
  "-r,*",
  "q,r",
  "empty",
  ","
]

export const snapshotListCases: readonly FidelityCase[] = [
  {
    name: "list: selections",
    calls: [
      ...given,
      ...selections.map((names): Call => ["GET", `/_snapshot/r/${names}`]),
      ...selections.map((names): Call => ["GET", `/_snapshot/r/${names}?ignore_unavailable=true`])
    ]
  },
  {
    name: "list: selections, verbose=false",
    calls: [...given, ...selections.map((names): Call => ["GET", `/_snapshot/r/${names}?verbose=false`])]
  },
  {
    name: "list: repositories",
    calls: [
      ...given,
      ...repositories.flatMap((name): readonly Call[] => [
        ["GET", `/_snapshot/${name}/b*,c*,z*?sort=name&size=20`],
        ["GET", `/_snapshot/${name}/a2`],
        ["GET", `/_snapshot/${name}/a2,z1?ignore_unavailable=true&sort=name`],
        ["GET", `/_snapshot/${name}/nope`],
        ["GET", `/_snapshot/${name}/nope*?ignore_unavailable=true`]
      ])
    ]
  },
  {
    name: "list: what is shown",
    calls: [
      ...given,
      ...[
        "index_details=true",
        "index_names=false",
        "include_repository=false",
        "index_names=false&index_details=true&include_repository=false",
        "human",
        "human=true&index_details=true",
        "pretty",
        "filter_path=snapshots.snapshot,total",
        "filter_path=-snapshots.uuid,-snapshots.*time*",
        "filter_path=nope",
        "error_trace=true",
        "slm_policy_filter=_none",
        "slm_policy_filter=*",
        "slm_policy_filter=x,_none",
        "slm_policy_filter=*,-x",
        "slm_policy_filter="
      ].map((query): Call => ["GET", `/_snapshot/r/a3,b1?${query}`]),
      ...[
        "index_details=true",
        "index_names=false",
        "include_repository=false",
        "human",
        "state=SUCCESS"
      ].map((query): Call => ["GET", `/_snapshot/r/a3,b1?verbose=false&${query}`])
    ]
  },
  {
    name: "list: states",
    calls: [
      ...given,
      ...[
        "SUCCESS",
        "success",
        "PARTIAL",
        "IN_PROGRESS,SUCCESS",
        "FAILED",
        "INCOMPATIBLE",
        "FOO",
        "SUCCESS,FOO",
        "",
        "SUCCESS,",
        " SUCCESS"
      ].map((state): Call => ["GET", `/_snapshot/r/*?sort=name&state=${encodeURIComponent(state)}`])
    ]
  },
  {
    name: "list: bad parameters",
    calls: [
      ...given.slice(0, 1),
      ...[
        "foo=1",
        "foo=1&bar=2",
        "verbos=false",
        "verbose=foo",
        "siz=1",
        "size=foo",
        "size=",
        "size=99999999999",
        "offset=foo",
        "ignore_unavailable=1",
        "indexnames=true",
        "names=true",
        "sort=foo",
        "sort=",
        "sort=START_TIME",
        "order=foo",
        "order=DESC",
        "order=",
        "after=xx",
        "after=",
        "master_timeout=foo",
        "wait_for_completion=true",
        "offset=-1",
        "size=-2",
        "size=0",
        "from_sort_value=foo"
      ].map((query): Call => ["GET", `/_snapshot/r/*?${query}`])
    ]
  },
  {
    name: "list: of what does not exist",
    calls: [
      ["GET", "/_snapshot/nope/_all"],
      ["GET", "/_snapshot/nope/*"],
      ["GET", "/_snapshot/nope/s?ignore_unavailable=true"],
      ["GET", "/_snapshot/*/s"],
      ["GET", "/_snapshot/_all/_all"],
      ["GET", "/_snapshot/nope/"],
      ["GET", "/_snapshot/nope/s?foo=1"]
    ]
  }
]
