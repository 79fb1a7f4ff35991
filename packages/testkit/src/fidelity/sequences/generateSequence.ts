import { seededRandom } from "../../installation/seededRandom.ts"
import type { Call } from "../Call.ts"
import { randomCall } from "./randomCall.ts"

const beginning: readonly Call[] = [
  ["PUT", "/_snapshot/r1", { type: "fs", settings: { location: "$loc/r1" } }],
  ["PUT", "/ia", { settings: { number_of_replicas: 0 }, aliases: { xa: {} } }],
  ["PUT", "/ib", { settings: { number_of_replicas: 0, number_of_shards: 2 } }],
  ["PUT", "/ia/_doc/1?refresh=true", { n: 1 }]
]

/** 50 calls, always the same for a seed: a small cluster to begin with, then anything. */
export const generateSequence = (seed: string, length = 50): readonly Call[] => {
  const random = seededRandom(seed)
  const calls = [...beginning]
  while (calls.length < length) calls.push(randomCall(random, calls.length))
  return calls
}
