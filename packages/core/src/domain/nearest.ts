/** Which of the known words somebody meant who wrote another. */
import { Option } from "effect"
import { closestMatch } from "leven"

const letters = (word: string): string => word.toLowerCase().replace(/^-+/, "")

/**
 * `none` where nothing is near, so that nobody is sent the wrong way. Near is what differs in one letter, in two from one that begins alike (as where
 * two letters are swapped), and the only one that begins with all of it: `comp` is `component`.
 */
export const nearest = (word: string, known: ReadonlyArray<string>): Option.Option<string> => {
  const said = letters(word)
  const words = new Map(known.map((x) => [letters(x), x] as const))
  const all = [...words.keys()]
  const longer = said.length > 1 ? all.filter((x) => x.startsWith(said)) : []
  const alike = said.length > 3 ? all.filter((x) => x.startsWith(said.slice(0, 1))) : []
  const found =
    longer.length === 1
      ? longer[0]
      : (closestMatch(said, all, { maxDistance: 1 }) ?? closestMatch(said, alike, { maxDistance: 2 }))
  return Option.fromNullishOr(found === undefined ? null : words.get(found))
}

/** The end of a sentence that refuses a word: `; did you mean list?`, or its full stop where nothing is near. */
export const didYouMean = (word: string, known: ReadonlyArray<string>): string =>
  Option.match(nearest(word, known), { onNone: () => ".", onSome: (x) => `; did you mean ${x}?` })
