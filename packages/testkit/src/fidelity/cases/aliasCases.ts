import type { FidelityCase } from "../Call.ts"
import { indices } from "./givenCalls.ts"

const actions = (...list: readonly object[]) => ({ actions: list })

export const aliasCases: readonly FidelityCase[] = [
  {
    name: "aliases: by actions",
    calls: [
      ...indices,
      ["POST", "/_aliases", actions({ add: { index: "b", alias: "x" } })],
      ["POST", "/_aliases", actions({ add: { indices: ["a", "c"], aliases: ["y", "z"] } })],
      ["GET", "/_alias"],
      [
        "POST",
        "/_aliases",
        actions({ remove: { index: "a", alias: "y" } }, { add: { index: "b", alias: "y" } })
      ],
      ["GET", "/_alias/y"],
      ["POST", "/_aliases", actions({ remove: { index: "*", alias: "z" } })],
      ["POST", "/_aliases", actions({ remove: { index: "a", alias: "nope" } })],
      ["POST", "/_aliases", actions({ remove: { index: "a", alias: "nope", must_exist: false } })],
      ["POST", "/_aliases", actions({ remove: { index: "a", alias: "nope", must_exist: true } })],
      ["POST", "/_aliases", actions({ add: { index: "nope", alias: "x" } })],
      ["POST", "/_aliases", actions({ add: { index: "a", alias: "b" } })],
      ["POST", "/_aliases", actions({ add: { index: "a", alias: "q*" } })],
      ["POST", "/_aliases", actions({ add: { index: "a", alias: "_q" } })],
      ["POST", "/_aliases", actions({ add: { index: "a", alias: "Q" } })],
      ["POST", "/_aliases", actions()],
      ["POST", "/_aliases", {}],
      ["POST", "/_aliases"],
      ["POST", "/_aliases", actions({ add: { index: "a", alias: "w", is_write_index: true } })],
      ["POST", "/_aliases", actions({ add: { index: "b", alias: "w", is_write_index: false } })],
      [
        "POST",
        "/_aliases",
        actions({ add: { index: "a", alias: "f", filter: { term: { n: 1 } }, routing: "1" } })
      ],
      ["POST", "/_aliases", actions({ add: { index: "a", alias: "hid", is_hidden: true } })],
      ["GET", "/a/_alias"],
      ["POST", "/_aliases", actions({ remove_index: { index: "b" } }, { add: { index: "a", alias: "b" } })],
      ["GET", "/_alias"],
      ["GET", "/_resolve/index/*"]
    ]
  },
  {
    name: "aliases: by path",
    calls: [
      ...indices,
      ["PUT", "/a/_alias/y"],
      ["PUT", "/b,c/_alias/y", { is_write_index: false }],
      ["POST", "/a/_alias/z", { routing: "1", filter: { match_all: {} } }],
      ["PUT", "/*/_alias/every"],
      ["PUT", "/nope/_alias/y"],
      ["PUT", "/nope*/_alias/y"],
      ["PUT", "/a/_alias/b"],
      ["PUT", "/a/_alias/q*"],
      ["GET", "/_alias"],
      ["GET", "/_alias/y"],
      ["GET", "/_alias/y,nope"],
      ["GET", "/_alias/nope"],
      ["GET", "/_alias/nope,none"],
      ["GET", "/_alias/nope*"],
      ["GET", "/_alias/*,-y"],
      ["GET", "/a/_alias/y"],
      ["GET", "/a/_alias/every,y"],
      ["GET", "/c/_alias/nope"],
      ["GET", "/nope/_alias"],
      ["GET", "/nope/_alias/y"],
      ["HEAD", "/_alias/y"],
      ["HEAD", "/_alias/nope"],
      ["HEAD", "/a/_alias/nope"],
      ["DELETE", "/a/_alias/nope"],
      ["DELETE", "/a/_alias/y,nope"],
      ["DELETE", "/nope/_alias/y"],
      ["DELETE", "/*/_alias/ev*"],
      ["DELETE", "/a/_alias/_all"],
      ["GET", "/_alias"],
      ["PUT", "/y/_doc/1", { n: 1 }],
      ["GET", "/y/_doc/1"],
      ["GET", "/x/_doc/1"],
      ["GET", "/x"],
      ["PUT", "/x"],
      ["DELETE", "/x"]
    ]
  }
]
