/** That the core says what Elasticsearch does of every expression that a backup asks with: in cases from the field, and in generated ones. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { generateTwinCase } from "./generateTwinCase.ts"
import { keptTwinCases } from "./keptTwinCases.ts"
import { liveTwinCase, prepareStreams, type TwinOutcome, type TwinWorld } from "./liveTwinCase.ts"
import { shrinkTwinCase } from "./shrinkTwinCase.ts"
import type { TwinCase } from "./TwinCase.ts"

export interface TwinOptions {
  readonly cases: number
  readonly seed: string
  /** The server makes data streams. */
  readonly streams: boolean
}

/** Each under a prefix of its own. */
const atOnce = 5

const isSame = ({ core, elasticsearch }: TwinOutcome): boolean =>
  JSON.stringify(core) === JSON.stringify(elasticsearch)

export const twinContract = (
  name: string,
  makeWorld: () => Promise<TwinWorld>,
  { cases, seed, streams }: TwinOptions
): void => {
  describe(`index expressions, by the core and by ${name}`, () => {
    let world: TwinWorld
    let number = 0
    beforeAll(async () => {
      world = await makeWorld()
      if (streams) await prepareStreams(world)
    })
    afterAll(() => world?.close())

    const live = (x: TwinCase) => liveTwinCase(world, x, ++number)
    const differs = async (x: TwinCase): Promise<boolean> => !(await live(x)).every(isSame)

    it.each(keptTwinCases)("select the same: %s", async (_, kept) => {
      const outcomes = await live(kept)
      expect(outcomes.map((x) => x.core)).toEqual(outcomes.map((x) => x.elasticsearch))
    })

    it(`select the same in ${cases} generated catalogs (seed ${seed})`, async () => {
      let selected = 0
      for (let i = 0; i < cases; i += atOnce) {
        const seeds = Array.from({ length: atOnce }, (_, j) => `${seed}-${i + j}`)
        const lived = await Promise.all(
          seeds.map(async (x) => {
            const generated = generateTwinCase(x, streams)
            return { case: x, generated, outcomes: await live(generated) }
          })
        )
        for (const { generated, outcomes, ...it } of lived) {
          selected += outcomes.flatMap((x) => x.core).length
          if (outcomes.every(isSame)) continue
          const smallest = await shrinkTwinCase(generated, differs)
          const found = { ...it, smallest, outcomes: await live(smallest) }
          expect.fail(`Keep this case in keptTwinCases.ts: ${JSON.stringify(found, null, 2)}`)
        }
      }
      // Catalogs in which nothing is selected would prove nothing.
      expect(selected).toBeGreaterThan(cases)
    }, 600_000)
  })
}
