import type { SeededRandom } from "../../installation/seededRandom.ts"
import type { Call } from "../Call.ts"
import { chance } from "./names.ts"

/** Index templates of `j*` and `k*`, and the components that they are composed of. */
export const templateCall = (random: SeededRandom): Call => {
  const name = random.pick(["t1", "t2", "t3"])
  const component = random.pick(["c1", "c2"])
  switch (random.integer(9)) {
    case 0:
      return ["DELETE", `/_index_template/${random.pick([name, name, "t*", "t1,t2"])}`]
    case 1:
      return ["GET", `/_index_template/${random.pick([name, "t*", "nope*"])}`]
    case 2:
      return ["DELETE", `/_component_template/${random.pick([component, component, "c*", "nope"])}`]
    case 3:
      return ["GET", `/_component_template/${random.pick([component, "c*", "nope*", "nope"])}`]
    case 4:
    case 5:
      return ["PUT", `/_component_template/${component}`, { template: content(random) }]
    default: {
      const composed = chance(random, 45)
        ? { composed_of: chance(random, 70) ? [component] : ["c2", "c1"] }
        : {}
      const body = {
        index_patterns: [name === "t2" ? "k*" : "j*"],
        priority: random.integer(3),
        ...composed,
        ...(chance(random, 15) ? { allow_auto_create: chance(random, 50) } : {}),
        template: content(random)
      }
      return ["PUT", `/_index_template/${name}${chance(random, 15) ? "?create=true" : ""}`, body]
    }
  }
}

const content = (random: SeededRandom): object => ({
  settings: { number_of_replicas: 0, number_of_shards: 1 + random.integer(2) },
  ...(chance(random, 60)
    ? { mappings: { properties: { t: { type: random.pick(["keyword", "text"]) } } } }
    : {})
})
