import { describe, expect, it } from "vitest"
import { resolveDateMath } from "../../src/emulator/snapshots/resolveDateMath.ts"
import { snapshotNameFault } from "../../src/emulator/snapshots/validateSnapshotName.ts"

describe("snapshotNameFault", () => {
  it.each([
    ["", "cannot be empty"],
    ["a b", "must not contain whitespace"],
    ["A ,#", "must not contain whitespace"],
    ["_A,#", "must not contain ','"],
    ["_A#", "must not contain '#'"],
    ["_A", "must not start with '_'"],
    ["A*", "must be lowercase"],
    ["Ä", "must be lowercase"],
    ["a*", `must not contain the following characters [' ','"','*',',','/','<','>','?','\\','|']`]
  ])("refuses %j: %s", (name, fault) => {
    expect(snapshotNameFault(name)).toBe(fault)
  })

  it.each([
    "camunda_operate_1_8.7.0_part_1_of_6",
    "a:b",
    "a+b",
    "a@b",
    "a%b",
    ".a",
    "..",
    "-a",
    "ä",
    "a\tb",
    "x".repeat(3000)
  ])("accepts %j", (name) => {
    expect(snapshotNameFault(name)).toBeUndefined()
  })
})

describe("resolveDateMath", () => {
  const now = Date.UTC(2026, 10, 22, 23, 30, 5)

  it.each([
    ["plain", "plain"],
    ["<x-{now/d}>", "x-2026.11.22"],
    ["<x-{now{yyyy.MM.dd|+01:00}}>", "x-2026.11.23"],
    ["<x-{now/M{yyyy-MM}}-y>", "x-2026-11-y"],
    ["<x-{now-1d}>", "x-2026.11.21"]
  ])("reads %s as %s", (written, name) => {
    expect(resolveDateMath(written, now)).toBe(name)
  })

  it("refuses a placeholder that is not closed", () => {
    expect(() => resolveDateMath("<dm-{now>", now)).toThrow(
      "invalid dynamic name expression [dm-{now>]. date math placeholder is open ended"
    )
  })
})
