import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { compareSequence, sequenceText } from "../../src/fidelity/sequences/compareSequence.ts"
import { fidelityServer, lines } from "./fidelityServer.ts"

/** Another seed finds other things: `FIDELITY_SEED=today FIDELITY_SEQUENCES=200`. */
const seed = process.env["FIDELITY_SEED"] ?? "camunda-backup"
const sequences = Number(process.env["FIDELITY_SEQUENCES"] ?? 20)

describe.each(lines)(
  `${sequences} random sequences of seed ${seed}, as %s beside Elasticsearch %s`,
  (personality, version) => {
    let real: Awaited<ReturnType<typeof fidelityServer>>
    beforeAll(async () => {
      real = await fidelityServer(personality, version)
    })
    afterAll(() => real.stop())

    it.each(Array.from({ length: sequences }, (_, at) => `${seed}-${at}`))(
      "of seed %s are answered alike, call by call",
      async (one) => {
        const difference = await compareSequence(real, one)
        expect(difference === undefined ? "" : sequenceText(difference)).toBe("")
      }
    )
  }
)
