import type { SeededRandom } from "../../installation/seededRandom.ts"
import type { Call } from "../Call.ts"
import { aliasName, chance, indexExpression, indexName } from "./names.ts"

export const indexCall = (random: SeededRandom): Call => {
  switch (random.integer(16)) {
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
      return ["GET", `/_cluster/health/${indexExpression(random)}?timeout=0s`]
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
      return ["PUT", `/${indexName(random)}/_settings`, { "index.number_of_replicas": random.integer(2) }]
    default:
      return template(random)
  }
}

const states = (random: SeededRandom): string =>
  chance(random, 50)
    ? `?expand_wildcards=${random.pick(["all", "open", "closed", "open,closed", "none", "open,hidden"])}`
    : ""

const create = (random: SeededRandom): Call => {
  const settings = {
    number_of_replicas: 0,
    ...(chance(random, 30) ? { number_of_shards: random.pick([1, 2, 3]) } : {}),
    ...(chance(random, 15) ? { hidden: true } : {})
  }
  const aliases = chance(random, 25) ? { aliases: { [aliasName(random)]: {} } } : {}
  return ["PUT", `/${indexName(random)}`, { settings, ...aliases }]
}

const aliasActions = (random: SeededRandom): Call => {
  const action = () => {
    const target = { index: chance(random, 70) ? indexName(random) : "i*", alias: aliasName(random) }
    return chance(random, 60) ? { add: target } : { remove: target }
  }
  return ["POST", "/_aliases", { actions: chance(random, 60) ? [action()] : [action(), action()] }]
}

const template = (random: SeededRandom): Call => {
  const name = random.pick(["t1", "t2"])
  switch (random.integer(4)) {
    case 0:
      return ["DELETE", `/_index_template/${name}`]
    case 1:
      return ["GET", `/_index_template/${random.pick([name, "t*", "nope*"])}`]
    default:
      return [
        "PUT",
        `/_index_template/${name}`,
        {
          index_patterns: [name === "t1" ? "j*" : "k*"],
          priority: random.integer(3),
          template: {
            settings: { number_of_replicas: 0, number_of_shards: 1 + random.integer(2) },
            mappings: { properties: { t: { type: "keyword" } } }
          }
        }
      ]
  }
}
