/** The engine's decisions in every situation two processes can get into, with as many accidents as can be gone through to the end. */
import { describe, expect, it } from "vitest"
import { explore } from "../test/model/explore.ts"
import { large } from "../test/model/situations.ts"

describe("every reachable situation of two processes and three parts", () => {
  it.each(large)("keeps the rules with %s", { timeout: 300_000 }, (name, budget) => {
    const { states, ends, ways: counts, violation } = explore(budget)
    const ways = [...counts].map(([how, count]) => `${count} ${how}`).join("; ")
    process.stdout.write(`${name}: ${states} states, of them ${ends} ends (${ways})\n`)
    expect(violation.join("\n")).toBe("")
  })
})
