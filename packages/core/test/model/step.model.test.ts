/** The engine's decisions in every situation two processes can get into; those with more accidents are in `test-crash`. */
import { describe, expect, it } from "vitest"
import { explore } from "./explore.ts"
import { small } from "./situations.ts"

describe("every reachable situation of two processes and three parts", () => {
  it.each(small)("keeps the rules with %s", (_, budget) => {
    expect(explore(budget).violation.join("\n")).toBe("")
  })
})
