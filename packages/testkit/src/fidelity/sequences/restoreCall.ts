import type { SeededRandom } from "../../installation/seededRandom.ts"
import type { Call } from "../Call.ts"
import { chance, indexName, repositoryName, snapshotName } from "./names.ts"

/**
 * A restore of one index to anywhere, or of many to names of its own: of several conflicts, a server reports any.
 * `at` makes those names new.
 */
export const restoreCall = (random: SeededRandom, at: number): Call => {
  const wait = chance(random, 75) ? "?wait_for_completion=true" : ""
  const many = chance(random, 40)
  const where = many
    ? {
        ...(chance(random, 60)
          ? { indices: random.pick(["*", "i*", "*,-ia", "-ib", "nope*", "i*,j*"]) }
          : {}),
        rename_pattern: "^\\.?(.+)$",
        rename_replacement: `c${at}-$1`
      }
    : {
        indices: indexName(random),
        ...(chance(random, 50)
          ? {
              rename_pattern: "(.+)",
              rename_replacement: random.pick(["ia", "ib", "xa", "k-$1", "$1", "Q$1"])
            }
          : {})
      }
  const body = {
    ...where,
    ...(chance(random, 30) ? { ignore_unavailable: chance(random, 70) } : {}),
    include_aliases: many ? false : chance(random, 60),
    ...(chance(random, 15) ? { partial: true } : {}),
    ...(chance(random, 20) ? { include_global_state: chance(random, 70) } : {}),
    ...(chance(random, 40) ? { index_settings: changes(random) } : {}),
    ...(chance(random, 10) ? { ignore_index_settings: ["index.refresh_interval"] } : {})
  }
  return ["POST", `/_snapshot/${repositoryName(random)}/${snapshotName(random)}/_restore${wait}`, body]
}

/** Now and then with a mark: a setting that no server knows. */
const changes = (random: SeededRandom): object => ({
  ...(chance(random, 50) ? { "index.number_of_replicas": random.integer(2) } : {}),
  ...(chance(random, 50) ? { "index.mark": "m" } : {}),
  ...(chance(random, 20) ? { "index.blocks.write": true } : {})
})
