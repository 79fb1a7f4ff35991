import type { Call, FidelityCase } from "../Call.ts"
import { indices } from "./givenCalls.ts"

const expressions = [
  "*",
  "_all",
  "a",
  "a,b",
  "b,a",
  "a*",
  "x",
  "x*",
  "x,a",
  "*,-a",
  "*,-x",
  "-a",
  "-a,*",
  "a,-a",
  "a*,-a",
  "*,-*",
  "nope",
  "nope*",
  "nope*,a",
  "a,nope",
  ".d",
  ".*",
  "*,.*",
  "h",
  "h*",
  "c",
  "c*",
  "*b*",
  ",",
  "a,,b",
  "A",
  "_x",
  "a%20b",
  "*,nope"
]

/** The calls of all expressions but some. */
const over = (write: (expression: string) => string, without: readonly string[] = []): readonly Call[] =>
  expressions.filter((one) => !without.includes(one)).map((expression): Call => ["GET", write(expression)])

const options = [
  "expand_wildcards=all",
  "expand_wildcards=closed",
  "expand_wildcards=open,closed",
  "expand_wildcards=hidden",
  "expand_wildcards=open,hidden",
  "expand_wildcards=none",
  "expand_wildcards=",
  "expand_wildcards=foo",
  "ignore_unavailable=true",
  "ignore_unavailable=foo",
  "allow_no_indices=false",
  "allow_no_indices=false&ignore_unavailable=true",
  "local=true"
]

export const wildcardCases: readonly FidelityCase[] = [
  { name: "expressions: _resolve", calls: [...indices, ...over((one) => `/_resolve/index/${one}`)] },
  {
    name: "expressions: _resolve, all states",
    calls: [...indices, ...over((one) => `/_resolve/index/${one}?expand_wildcards=all`)]
  },
  { name: "expressions: aliases", calls: [...indices, ...over((one) => `/${one}/_alias`)] },
  {
    name: "expressions: get",
    calls: [...indices, ...over((one) => `/${one}?filter_path=*.aliases,error,status`)]
  },
  { name: "expressions: count", calls: [...indices, ...over((one) => `/${one}/_count`)] },
  {
    name: "expressions: count, unavailable ones ignored",
    calls: [...indices, ...over((one) => `/${one}/_count?ignore_unavailable=true`)]
  },
  {
    name: "expressions: health",
    calls: [...indices, ...over((one) => `/_cluster/health/${one}?timeout=0s`)]
  },
  {
    name: "expressions: cat indices",
    calls: [
      ...indices,
      ...over((one) => `/_cat/indices/${one}?format=json&h=index,status&s=index`, ["a,,b", "_x"])
    ]
  },
  {
    name: "expressions: recovery",
    calls: [...indices, ...over((one) => `/${one}/_recovery?filter_path=*.shards.id,*.shards.stage,error`)]
  },
  {
    name: "expressions: options",
    calls: [
      ...indices,
      ...["*", "a,nope", "nope*", "c", "c*", ".*"].flatMap((one) =>
        options.flatMap((option): readonly Call[] => [
          ["GET", `/_resolve/index/${one}?${option}`],
          ["GET", `/${one}?filter_path=*.aliases,error,status&${option}`],
          ["GET", `/${one}/_count?${option}`]
        ])
      )
    ]
  }
]
