/**
 * Random histories of three processes through the whole engine, in memory and in virtual time. `RANDOM_SEED` begins elsewhere,
 * `RANDOM_HISTORIES` sets how many; a history that fails is printed with its seed, made as small as it still fails.
 */
import { Effect, Logger } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "vitest"
import { live } from "../test/random/History.ts"
import { type Happening, historyOf } from "../test/random/happenings.ts"

const first = Number(process.env["RANDOM_SEED"] ?? 1)
const count = Number(process.env["RANDOM_HISTORIES"] ?? 500)
const chunk = 50
const length = 40

const problemsOf = (history: ReadonlyArray<Happening>): Promise<ReadonlyArray<string>> =>
  Effect.runPromise(live(history).pipe(Effect.provide([TestClock.layer(), Logger.layer([])])))

/** Takes away halves, quarters … single happenings, as long as something is still wrong. */
const shrink = async (history: ReadonlyArray<Happening>): Promise<ReadonlyArray<Happening>> => {
  let kept = history
  for (let size = Math.ceil(history.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < kept.length;) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + size)]
      if ((await problemsOf(rest)).length > 0) kept = rest
      else at += size
    }
  return kept
}

describe(`${count} random histories of ${length} happenings, from seed ${first}`, () => {
  it.each(Array.from({ length: Math.ceil(count / chunk) }, (_, i) => first + i * chunk))(
    "from seed %i end well",
    { timeout: 300_000 },
    async (from) => {
      for (let seed = from; seed < from + chunk && seed < first + count; seed++) {
        const history = historyOf(seed, length)
        const problems = await problemsOf(history)
        if (problems.length === 0) continue
        const small = await shrink(history)
        const story = [
          `The history of seed ${seed} ends badly; in ${small.length} happenings:`,
          ...small.map((x) => JSON.stringify(x)),
          ...(await problemsOf(small))
        ]
        expect(story.join("\n")).toBe("")
      }
    }
  )
})
