import { Option } from "effect"
import { describe, expect, it } from "vitest"
import { ListPattern } from "../../src/index.ts"

describe("ListPattern.parse", () => {
  it.each([
    ["", "*"],
    ["*", "*"],
    ["12*", "12*"],
    ["5", "5"],
    ["1234567890123456789*", "1234567890123456789*"]
  ])("accepts %j as %j", (text, pattern) => {
    expect(Option.getOrNull(ListPattern.parse(text))).toBe(pattern)
  })

  it.each(["abc", "1**", "*1", "5_*", "1,2", "-1", "..", "12345678901234567890*", "١*"])(
    "refuses %j",
    (text) => {
      expect(Option.isNone(ListPattern.parse(text))).toBe(true)
    }
  )
})
