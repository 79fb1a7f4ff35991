import { Option } from "effect"
import { describe, expect, it } from "vitest"
import { didYouMean, nearest } from "../../src/domain/nearest.ts"

const words = ["create", "list", "restore", "resume", "status", "component", "watch", "bash"]

describe("nearest", () => {
  it.each([
    ["creat", "create"],
    ["lst", "list"],
    ["restroe", "restore"],
    ["--compnent", "component"],
    ["comp", "component"],
    ["STATUS", "status"],
    ["wach", "watch"]
  ])("of %s is %s", (word, meant) => {
    expect(nearest(word, words)).toEqual(Option.some(meant))
  })

  it.each(["tcsh", "x", "", "backup", "what"])("of %o is nothing: another word is no slip", (word) => {
    expect(nearest(word, words)).toEqual(Option.none())
    expect(didYouMean(word, words)).toBe(".")
  })

  it("ends the sentence with a question", () => {
    expect(didYouMean("creat", words)).toBe("; did you mean create?")
  })
})
