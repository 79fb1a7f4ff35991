import { Option } from "effect"
import { describe, expect, it } from "vitest"
import { BackupId } from "../../src/index.ts"

describe("BackupId.parse", () => {
  it.each([
    ["0", 0n],
    ["12", 12n],
    ["007", 7n],
    ["9007199254740993", 9007199254740993n],
    ["9223372036854775807", 9223372036854775807n],
    ["0000000000000000000000009223372036854775807", 9223372036854775807n]
  ])("reads %s exactly", (text, value) => {
    expect(Option.getOrNull(BackupId.parse(text))).toBe(value)
  })

  it.each([
    "",
    " ",
    "9223372036854775808",
    "99999999999999999999",
    "-1",
    "+1",
    "1.0",
    "1e3",
    "0x1F",
    " 1",
    "1 ",
    "١٢",
    "*",
    "1*",
    "..",
    "1_",
    "１"
  ])("refuses %j", (text) => {
    expect(Option.isNone(BackupId.parse(text))).toBe(true)
  })

  it("reads what format writes, for every id", () => {
    for (const value of [0n, 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n]) {
      expect(Option.getOrNull(BackupId.parse(BackupId.format(value as BackupId.BackupId)))).toBe(value)
    }
  })
})

describe("BackupId.isNegative", () => {
  it.each(["-1", "-9223372036854775808"])("knows %s as a negative long", (text) => {
    expect(BackupId.isNegative(text)).toBe(true)
  })
  it.each(["-0", "0", "-9223372036854775809", "-", "-1.5", "--1", "1"])(
    "does not take %s for one",
    (text) => {
      expect(BackupId.isNegative(text)).toBe(false)
    }
  )
})
