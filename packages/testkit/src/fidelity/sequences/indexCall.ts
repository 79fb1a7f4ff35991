import type { SeededRandom } from "../../installation/seededRandom.ts"
import type { Call } from "../Call.ts"
import { aliasName, chance, indexExpression, indexName } from "./names.ts"

export const indexCall = (random: SeededRandom): Call => {
  switch (random.integer(19)) {
    case 0:
    case 1:
    case 2:
      return create(random)
    case 3:
      return ["DELETE", `/${chance(random, 75) ? indexName(random) : indexExpression(random)}`]
    case 4:
      return ["POST", `/${chance(random, 75) ? indexName(random) : indexExpression(random)}/_close`]
    case 5:
      return ["POST", `/${chance(random, 75) ? indexName(random) : indexExpression(random)}/_open`]
    case 6:
      return [
        "PUT",
        `/${chance(random, 75) ? indexName(random) : indexExpression(random)}/_alias/${aliasName(random)}`
      ]
    case 7:
      return aliasActions(random)
    case 8:
      return ["GET", `/_resolve/index/${indexExpression(random)}${states(random)}`]
    case 9:
      return ["GET", `/${indexExpression(random)}${states(random)}`]
    case 10:
      return ["GET", `/${chance(random, 50) ? `${indexExpression(random)}/` : ""}_alias`]
    case 11:
      return [
        "GET",
        `/_cluster/health/${indexExpression(random)}?timeout=0s${chance(random, 30) ? "&level=shards" : ""}`
      ]
    case 12:
      return [
        "GET",
        `/_cat/indices?format=json&expand_wildcards=all&s=index&h=health,status,index,pri,rep,docs.count`
      ]
    case 13:
      return [
        "GET",
        `/${indexName(random)}/_recovery?filter_path=*.shards.id,*.shards.type,*.shards.stage,error`
      ]
    case 14:
      return ["PUT", `/${indexName(random)}/_settings`, settingChange(random)]
    case 15:
      return block(random)
    case 16:
      return ["PUT", `/${indexName(random)}/_mapping`, mappingChange(random)]
    case 17:
      return ["GET", `/${indexExpression(random)}/_mapping`]
    default:
      return ["GET", `/${indexName(random)}/_settings/index.blocks*,index.number*`]
  }
}

/** Mostly lifted: what is blocked for long tells little. */
const block = (random: SeededRandom): Call => {
  const name = random.pick(["write", "read_only", "read", "metadata", "read_only_allow_delete"])
  const names = chance(random, 40) ? "i*" : indexName(random)
  if (chance(random, 20))
    return ["PUT", `/${indexName(random)}/_block/${random.pick(["write", "read_only", "nope"])}`]
  const value = chance(random, 40) ? true : null
  const others = value === null ? { "index.blocks.read_only": null, "index.blocks.write": null } : {}
  return ["PUT", `/${names}/_settings`, { ...others, [`index.blocks.${name}`]: value }]
}

const dynamic = (random: SeededRandom): object =>
  chance(random, 25) ? { dynamic: random.pick([false, true, "strict"]) } : {}

/** `n` is what documents count in, `t` what they are tagged with. */
const fields = {
  n: (random: SeededRandom) => ({ type: random.pick(["long", "long", "integer", "keyword", "double"]) }),
  t: (random: SeededRandom) => ({ type: random.pick(["keyword", "keyword", "text", "date", "boolean"]) }),
  m: (random: SeededRandom) => random.pick([{ type: "keyword" }, { properties: { deep: { type: "long" } } }])
}

const mapping = (random: SeededRandom): object => ({
  ...dynamic(random),
  properties: {
    ...(chance(random, 50) ? { n: fields.n(random) } : {}),
    ...(chance(random, 40) ? { t: fields.t(random) } : {}),
    ...(chance(random, 20) ? { m: fields.m(random) } : {})
  }
})

/** One field only: of several that would become others, a server names any. */
const mappingChange = (random: SeededRandom): object => {
  const name = random.pick(["n", "n", "t", "t", "m"] as const)
  return { ...dynamic(random), properties: { [name]: fields[name](random) } }
}

const states = (random: SeededRandom): string =>
  chance(random, 50)
    ? `?expand_wildcards=${random.pick(["all", "open", "closed", "open,closed", "none", "open,hidden"])}`
    : ""

const settingChange = (random: SeededRandom): object => {
  const change = { "index.number_of_replicas": random.integer(2) }
  const cleared = { "archived.*": null }
  return random.pick([change, change, cleared, { ...cleared, ...change }])
}

const create = (random: SeededRandom): Call => {
  const settings = {
    number_of_replicas: 0,
    ...(chance(random, 30) ? { number_of_shards: random.pick([1, 2, 3]) } : {}),
    ...(chance(random, 15) ? { hidden: true } : {})
  }
  const aliases = chance(random, 25) ? { aliases: { [aliasName(random)]: {} } } : {}
  const mappings = chance(random, 30) ? { mappings: mapping(random) } : {}
  return ["PUT", `/${indexName(random)}`, { settings, ...aliases, ...mappings }]
}

const aliasActions = (random: SeededRandom): Call => {
  const action = () => {
    const target = { index: chance(random, 70) ? indexName(random) : "i*", alias: aliasName(random) }
    return chance(random, 60) ? { add: target } : { remove: target }
  }
  return ["POST", "/_aliases", { actions: chance(random, 60) ? [action()] : [action(), action()] }]
}
