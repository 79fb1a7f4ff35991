import type { SeededRandom } from "../../installation/seededRandom.ts"
import type { Call } from "../Call.ts"
import { chance, indexExpression, repositoryName, snapshotName } from "./names.ts"

export const snapshotCall = (random: SeededRandom): Call => {
  const kind = random.integer(20)
  const repository = repositoryName(random)
  if (kind < 7) return create(random, repository)
  if (kind < 14) return list(random, repository)
  if (kind < 16) return status(random, repository)
  if (kind < 18) return remove(random, repository)
  if (kind < 19) return clone(random, repository)
  return [
    "GET",
    `/_cat/snapshots/${random.pick([repository, "*", "nope*"])}?format=json&s=id,repository&h=id,repository,status,indices,successful_shards,failed_shards,total_shards,reason`
  ]
}

const create = (random: SeededRandom, repository: string): Call => {
  const wait = chance(random, 70) ? "?wait_for_completion=true" : ""
  const body = {
    ...(chance(random, 75) ? { indices: indexExpression(random) } : {}),
    ...(chance(random, 40) ? { ignore_unavailable: chance(random, 70) } : {}),
    ...(chance(random, 60) ? { include_global_state: chance(random, 40) } : {}),
    ...(chance(random, 60) ? { feature_states: ["none"] } : {}),
    ...(chance(random, 30) ? { partial: chance(random, 50) } : {}),
    ...(chance(random, 15)
      ? { expand_wildcards: random.pick(["open", "closed", "open,closed", "none"]) }
      : {}),
    ...(chance(random, 30) ? { metadata: { backupId: random.integer(1000), by: "me" } } : {})
  }
  return [random.pick(["PUT", "POST"]), `/_snapshot/${repository}/${snapshotName(random)}${wait}`, body]
}

const selection = (random: SeededRandom): string =>
  chance(random, 35)
    ? snapshotName(random)
    : random.pick(["*", "_all", "s*", "nope*", "_current", "*,-s1", "s1,t*", "*1", "s*,-*2", "nope"])

/**
 * Start times are of two clocks: without another order, lists are compared as sets. Of several repositories only patterns are asked for:
 * of two that lack a name, a server reports any.
 */
const list = (random: SeededRandom, repository: string): Call => {
  const single = chance(random, 60)
  const where = single
    ? `/_snapshot/${repository}/${selection(random)}`
    : `/_snapshot/${random.pick(["*", "r1,r2", "r*"])}/${random.pick(["*", "_all", "s*", "nope*", "*,-s1"])}`
  const flags = [
    ...(chance(random, 30) ? [`ignore_unavailable=${chance(random, 70)}`] : []),
    ...(chance(random, 15) ? ["index_details=true"] : []),
    ...(chance(random, 15) ? ["index_names=false"] : []),
    ...(chance(random, 15) ? ["include_repository=false"] : [])
  ]
  const paged = single && chance(random, 35)
  const order = paged
    ? [
        `sort=${random.pick(["name", "index_count", "shard_count", "failed_shard_count"])}`,
        `order=${random.pick(["asc", "desc"])}`,
        ...(chance(random, 60) ? [`size=${random.pick([1, 2, 3, 0])}`] : []),
        ...(chance(random, 30) ? [`offset=${random.integer(3)}`] : [])
      ]
    : chance(random, 35)
      ? ["verbose=false"]
      : []
  const query = [...flags, ...order].join("&")
  const path = query === "" ? where : `${where}?${query}`
  return paged ? ["GET", path] : ["GET", path, undefined, { anyOrder: ["snapshots"] }]
}

const status = (random: SeededRandom, repository: string): Call => {
  const name = random.pick([
    "_status",
    `${repository}/_status`,
    `${repository}/${snapshotName(random)}/_status`,
    `${repository}/${snapshotName(random)}/_status?ignore_unavailable=true`
  ])
  return ["GET", `/_snapshot/${name}`]
}

const remove = (random: SeededRandom, repository: string): Call => {
  const names = chance(random, 70) ? snapshotName(random) : random.pick(["s*", "nope*", "t*,s1", "nope"])
  return ["DELETE", `/_snapshot/${repository}/${names}`]
}

const clone = (random: SeededRandom, repository: string): Call => [
  "PUT",
  `/_snapshot/${repository}/${snapshotName(random)}/_clone/${snapshotName(random)}`,
  { indices: random.pick(["*", "i*", "ia", "ib", "nope*"]) }
]
