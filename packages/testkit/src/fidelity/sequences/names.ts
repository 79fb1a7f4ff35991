import type { SeededRandom } from "../../installation/seededRandom.ts"

/** Few names, so that calls meet what earlier ones left. */
const repositories = ["r1", "r1", "r1", "r2"] as const
const snapshots = ["s1", "s2", "s3", "t1", "S1"] as const
const indices = ["ia", "ib", "ic", "ja", ".id", "Ia"] as const
const aliases = ["xa", "xb", "ya"] as const

export const repositoryName = (random: SeededRandom): string => random.pick(repositories)

export const snapshotName = (random: SeededRandom): string => random.pick(snapshots)

export const indexName = (random: SeededRandom): string => random.pick(indices)

export const aliasName = (random: SeededRandom): string => random.pick(aliases)

export const chance = (random: SeededRandom, percent: number): boolean => random.integer(100) < percent

/** What names indices in a request: one, some, a pattern, an exclusion, an alias. */
export const indexExpression = (random: SeededRandom): string => {
  const kind = random.integer(10)
  if (kind < 4) return indexName(random)
  if (kind < 5) return aliasName(random)
  if (kind < 6) return `${indexName(random)},${indexName(random)}`
  return random.pick([
    "*",
    "i*",
    "j*",
    "_all",
    "*a",
    "i*,-ia",
    "nope*",
    "x*",
    "*,-*",
    "-ia",
    "ia,nope*",
    "*,-i*,ia"
  ])
}
