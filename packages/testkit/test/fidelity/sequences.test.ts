import { describe, expect, it } from "vitest"
import type { Call } from "../../src/fidelity/Call.ts"
import { generateSequence } from "../../src/fidelity/sequences/generateSequence.ts"
import { shrinkSequence } from "../../src/fidelity/sequences/shrinkSequence.ts"

const call = (path: string): Call => ["GET", path]

describe("random sequences", () => {
  it("are the same for the same seed, others for another, and 50 calls long", () => {
    expect(generateSequence("a")).toEqual(generateSequence("a"))
    expect(generateSequence("a")).not.toEqual(generateSequence("b"))
    expect(generateSequence("a")).toHaveLength(50)
  })

  it("have all kinds of calls", () => {
    const texts = Array.from({ length: 20 }, (_, at) => generateSequence(`kinds-${at}`))
      .flat()
      .map(([method, path]) => `${method} ${path}`)
    for (const kind of [
      /_restore/,
      /_clone/,
      /_close/,
      /_bulk/,
      /_aliases/,
      /DELETE \/_snapshot\/r1\//,
      /_resolve/,
      /_component_template/,
      /_settings/,
      /_mapping/,
      /_mget/,
      /version_type=external/,
      /_cat\/shards/
    ])
      expect(texts.some((text) => kind.test(text))).toBe(true)
  })

  it("shrink to the calls that it takes to fail", async () => {
    const calls = Array.from({ length: 50 }, (_, at) => call(`/${at}`))
    const fails = (tried: readonly Call[]) =>
      Promise.resolve(["/7", "/31"].every((path) => tried.some((one) => one[1] === path)))
    expect(await shrinkSequence(calls, fails)).toEqual([call("/7"), call("/31")])
  })
})
