import type { SeededRandom } from "../../installation/seededRandom.ts"
import type { Call } from "../Call.ts"
import { chance, repositoryName } from "./names.ts"

/** A repository has one location for good: two names of one location would damage each other. */
export const repositoryCall = (random: SeededRandom): Call => {
  const name = repositoryName(random)
  switch (random.integer(8)) {
    case 0:
    case 1:
    case 2: {
      const location = `$loc/${name}`
      const more = chance(random, 20) ? { readonly: true } : chance(random, 20) ? { compress: false } : {}
      return ["PUT", `/_snapshot/${name}`, { type: "fs", settings: { location, ...more } }]
    }
    case 3:
      return ["GET", `/_snapshot/${random.pick([name, "*", "_all", "r*", "nope", "r1,r2"])}`]
    case 4:
      return ["DELETE", `/_snapshot/${random.pick([name, "nope*", "r2"])}`]
    case 5:
      return ["POST", `/_snapshot/${name}/_verify`]
    case 6:
      return ["GET", "/_cat/repositories?format=json&s=id"]
    default:
      return ["GET", "/_snapshot"]
  }
}
