import { seededRandom } from "../../installation/seededRandom.ts"
import { index, mains, type TwinAlias, type TwinCase } from "./TwinCase.ts"

const ends = ["2024-06-01", "2024-06-02", "reindexed", "x.y", "-dash", "_", "_a", "10"]
const elsewhere = ["out-$-a-1.0.0_", "$-other", "$-a-1.0.0", "$-a-1.0.0x_", ".dot-$", "$x-a-1.0.0_", "z-$"]
const aliasEnds = ["alias", "UPPER", "Al.ias", "2024-07-01", "_h", "hid-den"]
const aliasElsewhere = ["$-all", "$-Other_alias", "out-$-alias", "$-b_1"]

/** Always the same for a seed. With `streams` also data streams. */
export const generateTwinCase = (seed: string, streams: boolean): TwinCase => {
  const { integer } = seededRandom(seed)
  const chance = (probability: number): boolean => integer(1000) < probability * 1000
  const pick = <A>(items: ReadonlyArray<A>): ReadonlyArray<A> =>
    items.slice(integer(Math.max(1, items.length))).slice(0, 1)
  const some = <A>(items: ReadonlyArray<A>, probability: number): ReadonlyArray<A> =>
    items.filter(() => chance(probability))

  const names = [
    ...some(mains, 0.7),
    ...mains.flatMap((main) => some(ends, 0.18).map((end) => `${main}${end}`)),
    ...some(elsewhere, 0.2)
  ]
  const indices = names.map((name) => index(name, { hidden: chance(0.25), closed: chance(0.12) }))
  const made = streams
    ? mains.flatMap((main) => some(["stream", "hstream"], 0.1).map((end) => `${main}x_${end}`))
    : []
  const aliasNames = [
    ...mains.filter((main) => !names.includes(main) && chance(0.6)),
    ...mains.flatMap((main) => some(aliasEnds, 0.2).map((end) => `${main}${end}`)),
    ...some(aliasElsewhere, 0.2)
  ]
  const aliases = aliasNames.flatMap((name): ReadonlyArray<TwinAlias> => {
    // An alias is either of indices or of data streams.
    const ofStream = made.length > 0 && chance(0.3)
    const targets = ofStream ? pick(made) : [...new Set([...pick(names), ...some(names, 0.15)])]
    return targets.length === 0 ? [] : [{ name, indices: targets, hidden: !ofStream && chance(0.35) }]
  })
  return { indices, aliases, streams: made, together: chance(0.5) }
}
