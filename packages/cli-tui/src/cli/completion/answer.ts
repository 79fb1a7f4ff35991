/**
 * `camunda-backup completion words -- WORD… CURRENT`, which the scripts of the shells call at every press of the key: one candidate per line, a tab,
 * and what it is.
 */
import { type Candidate, candidates } from "./candidates.ts"

/** Without what would end the line or the column. */
const lineOf = ({ text, word }: Candidate): string => `${word}\t${text.replace(/\s+/g, " ")}\n`

export const answer = async (
  words: ReadonlyArray<string>,
  environment: Readonly<Record<string, string | undefined>>
): Promise<string> => {
  const current = words.at(-1) ?? ""
  const { ids, words: known } = candidates(words.slice(0, -1), current)
  let more: ReadonlyArray<Candidate> = []
  if (ids !== null) {
    const { idsFor } = await import("./ids.ts")
    more = await idsFor({ wanted: ids, typed: current, environment, now: Date.now() })
  }
  const chosen = new Set(words)
  return [...known, ...more]
    .filter((x) => x.word.startsWith(current) && !chosen.has(x.word))
    .map(lineOf)
    .join("")
}
