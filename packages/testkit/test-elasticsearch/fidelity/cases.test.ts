import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { fidelityCases } from "../../src/fidelity/cases/index.ts"
import { compareScript, differenceText } from "../../src/fidelity/compareScript.ts"
import { fidelityServer, lines } from "./fidelityServer.ts"

describe.each(lines)("the emulator as %s, beside Elasticsearch %s", (personality, version) => {
  let real: Awaited<ReturnType<typeof fidelityServer>>
  beforeAll(async () => {
    real = await fidelityServer(personality, version)
  })
  afterAll(() => real.stop())

  const cases = fidelityCases.filter(({ lines: only }) => only?.includes(personality) ?? true)
  it.each(cases.map((one) => [one.name, one] as const))("%s", async (_, { calls }) => {
    const differences = await compareScript(real, calls)
    expect(differences.map(differenceText).join("\n")).toBe("")
  })
})
