import { Option } from "effect"
import { describe, expect, it } from "vitest"
import { CamundaVersion } from "../../src/index.ts"

describe("CamundaVersion", () => {
  it.each([
    ["8.7.2", "8.7.2"],
    [" 8.7.0-SNAPSHOT ", "8.7.0-snapshot"]
  ])("reads %j as %j", (text, version) => {
    expect(Option.getOrNull(CamundaVersion.parse(text))).toBe(version)
  })

  it.each(["", "8_7", "8.7,2", "8.7/2", "*", "-8", "8 7"])(
    "refuses %j, which cannot stand in a snapshot name",
    (text) => {
      expect(Option.isNone(CamundaVersion.parse(text))).toBe(true)
    }
  )

  it.each([
    ["8.7.2", "8.7"],
    ["8.7.0-snapshot", "8.7"],
    ["8.7", "8.7"],
    ["8.10.0", "8.10"]
  ])("takes the minor of %s", (text, minor) => {
    expect(Option.getOrNull(CamundaVersion.minor(text))).toBe(minor)
  })

  it.each(["8", "latest", "8.7x"])("finds no minor in %s", (text) => {
    expect(Option.isNone(CamundaVersion.minor(text))).toBe(true)
  })
})
